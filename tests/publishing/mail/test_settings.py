"""The settings of mail: from the environment or a private file, and never told to anybody."""

import os

import pytest

from salo_plan.errors import CallError
from salo_plan.publishing.mail.settings import NO_SENDER, read_settings

SECRET = "hyvin#salainen"
SMTP = {
    "SALO_PLAN_SMTP_HOST": "posti.example.org",
    "SALO_PLAN_SMTP_FROM": "raportit@example.org",
}
LOGIN = {"SALO_PLAN_SMTP_USER": "raportit", "SALO_PLAN_SMTP_PASSWORD": SECRET}


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(CallError) as raised:
        read_settings(environment)
    assert SECRET not in str(raised.value)
    return str(raised.value)


def test_without_a_server_messages_go_to_the_outbox():
    found = read_settings({"PATH": "/bin"})
    assert found.smtp is None
    assert found.sender == NO_SENDER
    assert read_settings({"SALO_PLAN_SMTP_FROM": "a@example.org"}).sender == "a@example.org"


@pytest.mark.parametrize(("tls", "port"), [("", 587), ("starttls", 587), ("tls", 465)])
def test_tls_is_on_by_default_and_decides_the_port(tls, port):
    found = read_settings(SMTP | {"SALO_PLAN_SMTP_TLS": tls}).smtp
    assert (found.tls, found.port) == (tls or "starttls", port)
    assert read_settings(SMTP | {"SALO_PLAN_SMTP_PORT": "2525"}).smtp.port == 2525


def test_without_tls_only_a_server_on_this_machine_is_used():
    assert "only for a server on this machine" in refusal(SMTP | {"SALO_PLAN_SMTP_TLS": "none"})
    local = SMTP | {"SALO_PLAN_SMTP_TLS": "none", "SALO_PLAN_SMTP_HOST": "localhost"}
    assert read_settings(local).smtp.port == 25


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"SALO_PLAN_SMTP_TLS": "startls"}, "Did you mean 'starttls'"),
        ({"SALO_PLAN_SMTP_PORT": "smtp"}, "SALO_PLAN_SMTP_PORT is not a port number."),
        ({"SALO_PLAN_SMTP_PORT": "70000"}, "SALO_PLAN_SMTP_PORT is not a port number."),
        ({"SALO_PLAN_SMTP_FROM": ""}, "SALO_PLAN_SMTP_FROM is missing"),
        ({"SALO_PLAN_SMTP_FROM": "a@example.org\nBcc: b@example.org"}, "not an e-mail address"),
        ({"SALO_PLAN_OPERATOR": "koordinaattori"}, "SALO_PLAN_OPERATOR is not an e-mail address"),
        ({"SALO_PLAN_SMTP_PASSWORD": SECRET}, "go together"),
        (LOGIN | {"SALO_PLAN_SMTP_PASSWORD": SECRET + "ä"}, "letters that SMTP cannot carry"),
        (LOGIN | {"SALO_PLAN_SMTP_HOST": ""}, "but SALO_PLAN_SMTP_HOST is not"),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused_plainly(more, message):
    assert message in refusal(SMTP | more)


def test_the_password_is_in_no_repr():
    found = read_settings(SMTP | LOGIN)
    assert found.smtp.password == SECRET
    assert SECRET not in repr(found)
    assert SECRET not in str(found.smtp)


# The file


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "smtp.toml"
    path.write_text(
        'host = "posti.example.org"\nport = 2525\nuser = "raportit"\n'
        f'password = "{SECRET}"\nfrom = "raportit@example.org"\n',
        encoding="utf-8",
    )
    path.chmod(0o600)
    return path


def test_a_private_file_gives_the_settings_and_the_environment_wins(file):
    environment = {"SALO_PLAN_SMTP_FILE": str(file)}
    found = read_settings(environment).smtp
    assert (found.host, found.port, found.password) == ("posti.example.org", 2525, SECRET)
    assert read_settings(environment | {"SALO_PLAN_SMTP_PORT": "465"}).smtp.port == 465


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o601])
def test_a_file_that_others_can_open_is_refused(file, mode):
    file.chmod(mode)
    assert "Give it the mode 0600" in refusal({"SALO_PLAN_SMTP_FILE": str(file)})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"password = {SECRET}", "is not TOML"),
        (f'passwrd = "{SECRET}"', "Did you mean 'password'"),
    ],
)
def test_a_fault_in_the_file_is_told_without_its_content(file, text, message):
    file.write_text(text, encoding="utf-8")
    assert message in refusal({"SALO_PLAN_SMTP_FILE": str(file)})


def test_a_file_that_is_not_there_is_told(tmp_path):
    told = refusal({"SALO_PLAN_SMTP_FILE": str(tmp_path / "none.toml")})
    assert told == "SALO_PLAN_SMTP_FILE cannot be read: No such file or directory."
