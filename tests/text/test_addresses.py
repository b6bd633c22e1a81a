"""Addresses made of names, in whatever letters those are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.addresses import MAX_ADDRESS, address_of


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Idlib, Spring 2020", "idlib-spring-2020"),
        ("Lea’s first project", "leas-first-project"),
        ("Straße & Brücken", "strasse-brucken"),
        ("Iğdır’da İnşaat", "igdirda-insaat"),
        ("Łódź/Đà Nẵng", "lodz-da-nang"),
        ("Новости Москвы", "novosti-moskvy"),
        ("Київ щодня", "kiyiv-shchodnya"),
        ("Η Αθήνα του Μαΐου", "i-athina-tou-maiou"),
        ("محكمة 2026", "project-2026"),
        ("东京 Rents ½", "rents-1-2"),
        ("桥", "project"),
        ("", "project"),
        ("a " * 60, "-".join("a" * 28)),
    ],
)
def test_a_name_becomes_an_address_that_its_readers_know_again(name: str, address: str) -> None:
    assert address_of(name, "project") == address


@given(st.text())
def test_any_name_becomes_an_address_with_room_for_a_number(name: str) -> None:
    made = address_of(name, "project")
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert re.search("[a-z]", made)
    assert len(f"{made}-999") <= MAX_ADDRESS
    assert address_of(made, "project") == made
