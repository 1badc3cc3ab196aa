from __future__ import annotations

from pathlib import Path

import pytest

from emn.errors import Misused
from emn.settings import EUROSTAT, Log, Settings


def test_with_no_variable_set_everything_has_its_default() -> None:
    settings = Settings.from_environment({})

    assert settings == Settings()
    assert (settings.data_dir, settings.eurostat_url) == (Path("data"), EUROSTAT)


def test_every_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "EMN_DATA_DIR": "/srv/emn",
            "EMN_EUROSTAT_URL": "http://127.0.0.1:8051/eurostat/",
            "EMN_TIMEOUT_S": "7.5",
            "EMN_CONTACT": "https://example.org",
            "EMN_DASHBOARD_URL": "https://statistics.example.org/",
            "EMN_LOG": "json",
            "EMN_WEBHOOK": "https://example.org/hook?token=1",
            "EMN_SMTP_URL": "smtp://emn:secret@example.org:587",
            "EMN_MAIL_TO": "a@example.org, b@example.org",
            "EMN_MAIL_FROM": "emn@example.org",
            "EMN_PREFIX": "/tools/statistics/",
            "EMN_PROXIES": "1",
            "EMN_FILES_PER_MINUTE": "30",
        }
    )

    assert settings == Settings(
        data_dir=Path("/srv/emn"),
        eurostat_url="http://127.0.0.1:8051/eurostat",
        timeout_s=7.5,
        contact="https://example.org",
        dashboard_url="https://statistics.example.org",
        log=Log.JSON,
        webhook="https://example.org/hook?token=1",
        smtp_url="smtp://emn:secret@example.org:587",
        mail_to=("a@example.org", "b@example.org"),
        mail_from="emn@example.org",
        prefix="/tools/statistics",
        proxies=1,
        files_per_minute=30,
    )


def test_what_may_hold_a_secret_is_not_shown() -> None:
    settings = Settings(webhook="https://example.org/secret", smtp_url="smtp://emn:secret@host")

    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"EMN_TIMEOUT_S": "soon"}, "EMN_TIMEOUT_S is 'soon'. Give a number of seconds."),
        ({"EMN_PREFIX": "statistics"}, "EMN_PREFIX is 'statistics'. Give a path such as /stat"),
        ({"EMN_PREFIX": "/fr"}, "EMN_PREFIX is '/fr'. Give a path such as /statistics."),
        ({"EMN_PREFIX": '/a"b'}, "EMN_PREFIX is '/a\"b'. Give a path such as /statistics."),
        ({"EMN_PROXIES": "-1"}, "EMN_PROXIES is '-1'. Give a whole number, 0 for none."),
        ({"EMN_LOG": "xml"}, "EMN_LOG is 'xml'. Give text or json."),
        ({"EMN_EUROSTAT_URL": "ec.europa.eu"}, "EMN_EUROSTAT_URL is no such address."),
        ({"EMN_WEBHOOK": "ftp://host/secret"}, "EMN_WEBHOOK is no such address."),
        ({"EMN_WEBHOOK": "https:///path"}, "EMN_WEBHOOK is no such address."),
        ({"EMN_WEBHOOK": "https://[::1"}, "EMN_WEBHOOK is no such address."),
        ({"EMN_SMTP_URL": "smtp://host:99999"}, "EMN_SMTP_URL is no such address."),
        ({"EMN_SMTP_URL": "smtp://host"}, "EMN_SMTP_URL and EMN_MAIL_TO go together"),
        ({"EMN_MAIL_TO": "a@example.org"}, "EMN_SMTP_URL and EMN_MAIL_TO go together"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named(variables: dict[str, str], told: str) -> None:
    with pytest.raises(Misused) as caught:
        Settings.from_environment(variables)

    assert str(caught.value).startswith(told)
    assert "secret" not in str(caught.value)
