"""How people of the journeys go through the product: by keyboard alone."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.factories import people


class Keyboard:
    """Somebody who uses nothing but keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, keys: str) -> None:
        """Press keys one after another; their names are separated by spaces."""
        for key in keys.split():
            self.page.keyboard.press(key)

    def write(self, label: str, text: str) -> None:
        """Go to a field and write into it."""
        self.page.get_by_role("textbox", name=label, exact=True).focus()
        self.page.keyboard.insert_text(text)

    def push(self, name: str, role: Any = "button") -> None:
        """Go to a button or link and press Enter."""
        self.page.get_by_role(role, name=name).first.press("Enter")

    def sign_in(self, username: str) -> None:
        """Leave whoever is signed in, and come in as somebody else."""
        self.page.context.clear_cookies()
        self.page.goto("/accounts/login/")
        self.write("Username", username)
        self.press("Tab")
        self.page.keyboard.insert_text(people.PASSWORD)
        self.press("Enter")
        expect(self.page.get_by_role("heading", name="My work")).to_be_visible()
