"""What the source does not do (OWASP ASVS 5.0.0): code made of words, shells, weak ciphers, careless scripts."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.reading_templates import HEARTEN, name_of, templates

# What serves. Training makes weights on the machine of whoever trains, and its draws are to be repeated.
SOURCES = [path for path in sorted(HEARTEN.rglob("*.py"))
           if not {"migrations", "tests", "training"} & set(path.parts)]  # fmt: skip
SCRIPTS = sorted(HEARTEN.glob("*/static/**/*.js"))
each_script = pytest.mark.parametrize("path", SCRIPTS, ids=name_of)

RUNS_WORDS = {"eval", "exec", "compile", "__import__"}
READS_CODE = {"pickle", "marshal", "shelve", "dill", "jsonpickle", "cloudpickle", "joblib"}
READS_XML = {"xml", "lxml", "defusedxml", "xmltodict", "bs4"}
SPEAKS_OUT = {"requests", "httpx", "aiohttp", "urllib3", "http.client", "urllib.request", "smtplib", "ftplib",
              "socket", "imaplib", "telnetlib"}  # fmt: skip
# The coach's endpoint, and the port that the site listens on.
# Letters and pushes: off unless the operator switches them on (docs/decisions/0077).
MAY_SPEAK = {"hearten/coach/errand.py", "hearten/commands/serve.py", "hearten/notices/outside/mail/letters.py",
             "hearten/notices/outside/mail/line.py", "hearten/notices/outside/push/pushing.py"}  # fmt: skip
CIPHERS = {"InvalidTag", "hashes", "hmac", "AESGCM", "HKDF", "HKDFExpand"}
HASHES = {"sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b", "file_digest", "SHA256", "SHA512"}
# Names of temporary files, of a mask and of a folder, and an 8 byte id that tells one key from another: no secrets.
SHORT_ONES = {
    "hearten/kernel/secret.py": {4}, "hearten/kernel/cluster_places.py": {6}, "hearten/threads/masks.py": {2},
    "hearten/coach/asking.py": {8},
}  # fmt: skip


# Made-up people on a virtual clock: the same seed has to play the same meeting again.
PLAYS = ["hearten/meetings/engine/playing.py"]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imported(path: Path) -> frozenset[str]:
    """Return every module that a file imports, and each name as module.name."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


@cache
def calls(path: Path) -> tuple[tuple[str, ast.Call], ...]:
    """Return the dotted name of everything that is called, and the call."""
    return tuple((dotted(node.func), node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def dotted(node: ast.expr) -> str:
    """Return a.b.c as it is written; what is called on something nameless has only its last name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def called() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield name, call and place of every call in what serves."""
    for path in SOURCES:
        yield from ((name, call, f"{name_of(path)}:{call.lineno} {name}") for name, call in calls(path))


def importing(modules: set[str]) -> list[str]:
    """Return the files that import one of the modules or a part of it."""
    wanted = re.compile(rf"({'|'.join(map(re.escape, modules))})(\..*)?")
    return sorted(name_of(path) for path in SOURCES if any(wanted.fullmatch(name) for name in imported(path)))


def test_no_code_is_made_of_words() -> None:
    assert importing(READS_CODE) == []
    assert [place for name, _call, place in called() if name in RUNS_WORDS] == []
    for name, call, place in called():
        if name == "yaml.load":
            assert [ast.unparse(word.value) for word in call.keywords] in (["_Loader"], ["SafeLoader"]), place
        if name == "np.load":
            assert "allow_pickle=False" in ast.unparse(call), place
        assert name not in ("yaml.unsafe_load", "yaml.full_load"), place


def test_no_shell_reads_words() -> None:
    for name, call, place in called():
        assert name not in ("os.system", "os.popen", "subprocess.getoutput"), place
        assert not any(word.arg == "shell" for word in call.keywords), place
        if name.startswith("subprocess.") and call.args:
            assert isinstance(call.args[0], ast.List | ast.Name), f"{place}: a list, not a line for a shell"


def test_xml_is_read_nowhere() -> None:
    assert importing(READS_XML) == []


def test_only_these_speak_to_others() -> None:
    assert set(importing(SPEAKS_OUT)) <= MAY_SPEAK


def test_only_approved_ciphers_and_hashes() -> None:
    assert importing({"Crypto", "Cryptodome", "nacl", "rsa", "ecdsa"}) == []
    for path in SOURCES:
        for module, _dot, name in (each.rpartition(".") for each in imported(path)):
            if module.startswith("cryptography.") and name[0].isupper():
                assert name in CIPHERS, f"{name_of(path)} {name}"
            assert module != "hashlib" or name in HASHES, f"{name_of(path)} {name}"
    for name, call, place in called():
        if name.startswith(("hashlib.", "hashes.")):
            assert name.partition(".")[2] in HASHES, place
        if name == "hashlib.file_digest":
            assert ast.literal_eval(call.args[1]) in HASHES, place


def test_secrets_come_from_the_systems_randomness_and_are_long() -> None:
    assert importing({"random", "numpy.random"}) == PLAYS
    for name, call, place in called():
        if re.fullmatch(r"secrets\.token_(bytes|hex|urlsafe)", name) and isinstance(call.args[0], ast.Constant):
            size = ast.literal_eval(call.args[0])
            assert size >= 16 or size in SHORT_ONES.get(place.partition(":")[0], set()), place


def test_no_template_is_made_of_words() -> None:
    made = {"Template", "jinja2.Template"}
    assert [place for name, _call, place in called() if name in made or name.endswith("from_string")] == []


def test_no_form_is_made_of_a_table_and_no_view_waives_the_token() -> None:
    """A form made of a table takes what the table has; ours take what they name."""
    waived = re.compile(r"ModelForm|modelform_factory|csrf_exempt|mark_safe")
    # A mail program ends letters by one press, without a page of ours (RFC 8058): the token of the letter is the proof.
    assert [name_of(path) for path in SOURCES if waived.search(path.read_text())] == [
        "hearten/notices/outside/mail/views_stop.py"
    ]


def test_sql_is_put_together_from_constants_alone() -> None:
    """A statement is a constant, or is put together from constants; values are always parameters."""
    for name, call, place in called():
        if name.rpartition(".")[2] not in ("execute", "read_prepared", "raw") or not call.args:
            continue
        names = {node.id for node in ast.walk(call.args[0]) if isinstance(node, ast.Name)}
        made = isinstance(call.args[0], ast.JoinedStr | ast.BinOp) and {each for each in names if not each.isupper()}
        assert not made or place.partition(":")[0] in MADE_OF_OUR_OWN, f"{place}: {ast.unparse(call.args[0])}"


# Its one value is a fingerprint in hexadecimal digits, made two lines above.
MADE_OF_OUR_OWN = {"hearten/kernel/policies.py"}


@each_script
def test_scripts_run_no_words(path: Path) -> None:
    source = path.read_text()
    writes = r"document\.write|insertAdjacentHTML|outerHTML|srcdoc"
    assert not re.search(rf"\beval\(|new Function|new RegExp\(|setTimeout\(\s*[\"'`]|{writes}", source)
    for into in re.findall(r"innerHTML\s*=\s*([^;]+)", source):
        assert into.startswith("trusted.createHTML(")


def test_one_policy_makes_html_and_only_of_our_own_answers() -> None:
    """trusted.js passes HTML on as it is, so what goes into it is what our own server rendered, and nothing else."""
    makers = [path.name for path in SCRIPTS if "createPolicy" in path.read_text()]
    assert makers == ["trusted.js"]
    given = {found for path in SCRIPTS for found in re.findall(r"createHTML\((.+?)\);", path.read_text())}
    assert given <= OUR_OWN_ANSWERS, "say what it is, and from where, in OUR_OWN_ANSWERS"


# A fragment of a stream or of a form's answer; what the coach read; its steps; the panel; what is said before sending.
OUR_OWN_ANSWERS = {"html", "reading", "found", "await answer.text()"}


@each_script
def test_scripts_take_no_messages_and_load_no_data_as_script(path: Path) -> None:
    """What other windows send is never heard. `tabs` is a BroadcastChannel: only pages of this very site are on it."""
    taken = r"postMessage|onmessage|addEventListener\([\"']message|jsonp|createElement\([\"']script"
    among_tabs = r"\btabs\?\.(postMessage|addEventListener\(\"message\")"
    source = path.read_text()
    assert "tabs?." not in source or re.search(r"\btabs = .*new BroadcastChannel\(", source)
    assert not re.search(taken, re.sub(among_tabs, "", source), re.IGNORECASE)


# Its names stand in a list in the same line.
NAMED_THERE = {"passkey.js": {"said[name]"}}


@each_script
def test_scripts_compare_strictly_and_change_no_prototype(path: Path) -> None:
    source = re.sub(r"//.*|`[^`]*`|\"[^\"\n]*\"|'[^'\n]*'", "", path.read_text())
    assert not re.search(r"(?<![=!<>])==(?!=)|!=(?!=)", source)
    onto = r"__proto__|\.prototype\s*[.\[][^\s]*\s*=(?!=)|Object\.assign\((?!new |document\.createElement\()|\bmerge\("
    assert not re.search(onto, source)
    written = set(re.findall(r"(\w+\[[a-z]\w*\])\s*=(?![=>])", source))
    assert written <= NAMED_THERE.get(path.name, set()), "a key from outside is written into no object"


def test_pages_let_people_paste_and_their_managers_help() -> None:
    for path in templates():
        source = path.read_text()
        assert not re.search(r"onpaste|oncopy|oncut", source), name_of(path)
        for macro in re.findall(r"passphrase\([^}]*\)", source):
            assert 'autocomplete="off"' not in macro, name_of(path)


def test_scripts_let_people_paste() -> None:
    assert [
        path.name for path in SCRIPTS if re.search(r"[\"'](paste|copy|cut|beforeinput)[\"']", path.read_text())
    ] == []


def test_types_are_checked_strictly() -> None:
    import tomllib

    project = tomllib.loads((HEARTEN.parent / "pyproject.toml").read_text())
    assert project["tool"]["mypy"]["strict"] is True
    assert "mypy --strict hearten" in (HEARTEN.parent / "bin" / "test").read_text()


def test_no_migration_makes_somebody() -> None:
    """The one row that is made in SQL stands for nobody: no passphrase fits "!", and no name leads to it."""
    anchor = (
        "INSERT INTO members_member (id, password, sign_in_index, joined_on)\n"
        "    VALUES (gen_random_uuid(), '!', 'nobody-' || gen_random_uuid(), "
    )
    texts = {path: path.read_text() for path in [*HEARTEN.glob("*/migrations/*.py"), *HEARTEN.glob("*/sql/*.sql")]}
    assert sum(text.count(anchor) for text in texts.values()) == 1
    for path, text in texts.items():
        made = re.search(r"INSERT INTO members_(member|standing|profile)\b", text.replace(anchor, ""))
        assert not made, name_of(path)
        if "RunPython" in text:  # what carries rows over reads and writes those of its own slice alone
            apps = set(re.findall(r"get_model\(\s*[\"'](\w+)", text))
            assert apps == {path.parents[1].name} and apps != {"members"}, name_of(path)


def test_every_setting_that_is_read_is_in_the_operators_guide() -> None:
    """Among them every address that hearten speaks to."""
    guide = (HEARTEN.parent / "docs" / "operator.md").read_text()
    read = {found for path in SOURCES for found in re.findall(r"\"(HEARTEN_[A-Z_]+)\"", path.read_text())}
    read |= {f"HEARTEN_{name}" for name in re.findall(r"(?:_env|_listed)\(\"([A-Z_]+)\"",
             (HEARTEN / "config" / "settings.py").read_text())}  # fmt: skip
    assert sorted(name for name in read if name not in guide) == []
