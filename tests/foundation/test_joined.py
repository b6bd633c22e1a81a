"""Joining a script or a sheet with everything it imports."""

import re
from pathlib import Path

import pytest

from factcheck import joined
from factcheck.joined import JoinError
from tests.architecture.source import ROOT

STATIC = ROOT / "annotations" / "static"
NAMED = re.compile(r"\{% static '(annotations/[^']+\.js)' %\}")


def script(**files: str) -> str:
    """Join ``main.js``; every other file is given by its name without the extension."""
    return joined.script("js/main.js", lambda name: files[Path(name).stem])


def test_an_imported_module_becomes_a_function_before_the_one_that_needs_it() -> None:
    joint = script(
        main='// The page.\n\nimport { one, two as second } from "./part.js";\n\none(second);\n',
        part="const hidden = 1; // stays\n\n/**\n * Goes.\n */\n"
        "export function one() { return hidden; }\n\nexport const two = 2;\n",
    )
    assert joint == (
        "const m1 = (() => {\n"
        "const hidden = 1; // stays\n\nfunction one() { return hidden; }\n\nconst two = 2;\n"
        "return { one, two };\n"
        "})();\n"
        "const { one, two: second } = m1;\n\none(second);\n"
    )


def test_a_module_that_two_others_import_runs_once() -> None:
    joint = script(
        main='import { a } from "./a.js";\nimport * as b from "./b.js";\nimport "./c.js";\n',
        a='import { c } from "./c.js";\nexport const a = c;\n',
        b='import { c } from "./c.js";\nexport async function b() {}\n',
        c="export class c {}\n",
    )
    assert joint.count("class c {}") == 1
    assert joint.endswith("const { a } = m2;\nconst b = m3;\n\n".rstrip() + "\n")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"main": 'import one from "./a.js";\n', "a": ""}, 'js/main.js cannot be joined: import one from "./a.js";'),
        ({"main": "export default 1;\n"}, "js/main.js cannot be joined: export default 1;"),
        ({"main": "export let one = 1;\n"}, "js/main.js cannot be joined: export let one = 1;"),
        ({"main": 'await import("./a.js");\n'}, 'js/main.js cannot be joined: await import("./a.js");'),
        (
            {"main": 'import { a } from "./a.js";\n', "a": 'import { b } from "./main.js";\n'},
            "js/main.js imports itself: js/main.js → js/a.js → js/main.js",
        ),
    ],
)
def test_what_cannot_be_joined_is_named(files: dict[str, str], message: str) -> None:
    with pytest.raises(JoinError) as caught:
        script(**files)
    assert str(caught.value) == message


def test_sheets_stand_in_the_order_of_the_cascade_and_once() -> None:
    files = {
        "css/page.css": '/* page */\n@import "a.css";\n@import "b.css";\n.page {}\n',
        "css/a.css": '@import "b.css";\n.a {}\n',
        "css/b.css": ".b {}\n",
    }
    assert joined.sheet("css/page.css", files.__getitem__) == ".b {}\n.a {}\n/* page */\n\n\n.page {}\n"


def test_a_layered_import_is_refused() -> None:
    files = {"css/page.css": '@import "a.css";\n', "css/a.css": '@import url("b.css") layer(low);\n'}
    with pytest.raises(JoinError, match=r'css/a\.css cannot be joined: write imports as @import "file\.css";'):
        joined.sheet("css/page.css", files.__getitem__)


def programs() -> list[str]:
    """The scripts that templates name."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").rglob("*.html"))]
    return sorted({name for text in texts for name in NAMED.findall(text)})


def test_a_script_that_a_page_names_is_imported_by_no_other() -> None:
    """It would run twice: once by itself, once inside the other one."""
    scripts = {path.relative_to(STATIC).as_posix(): path.read_text("utf-8") for path in STATIC.rglob("*.js")}
    imported = {needed for name, text in scripts.items() for needed in joined.imports(name, text)}
    assert programs()
    assert imported & set(programs()) == set()


@pytest.mark.parametrize("name", programs())
def test_every_page_s_script_joins_without_imports(name: str) -> None:
    joint = joined.script(name, lambda part: (STATIC / part).read_text(encoding="utf-8"))
    assert re.findall(r"^\s*(?:import|export)\b.*", joint, re.MULTILINE) == []
