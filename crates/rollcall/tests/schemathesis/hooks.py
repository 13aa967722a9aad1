"""Gives schemathesis what no description can: who calls, ids that exist, the newest versions, and values of the account."""

import os
import secrets

import schemathesis
from schemathesis.core.parameters import ParameterLocation

import fitting
from company import Company, Mapped, Setting

NAMES = ("ROLLCALL_URL", "ROLLCALL_PERSONA", "ROLLCALL_STAGE", "ROLLCALL_CALLS")
URL, PERSONA, STAGE, CALLS = (os.environ[name] for name in NAMES)

setting = {"imported": Setting, "mapped": Mapped}[STAGE](Company(URL, PERSONA))


@schemathesis.auth()
class SignedIn:
    """The persona's token."""

    def get(self, case, context):
        return setting.company.token

    def set(self, case, token, context):
        case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.hook
def before_call(context, case, kwargs):
    """Leaves what was made wrong on purpose as it is, and makes the rest right."""
    if case.meta is None:
        return
    operation = operation_of(case)
    right = {place for place in ParameterLocation if not case.meta.is_negative_at(place)}
    if len(right) == len(ParameterLocation):
        setting.prepare(operation)
    if ParameterLocation.PATH in right:
        for name, value in (case.path_parameters or {}).items():
            # A link leads to what an answer named; what is made up is nowhere.
            if value not in setting.named:
                case.path_parameters[name] = setting.id(name)
    if ParameterLocation.QUERY in right and case.query:
        fitting.query(operation, case, setting)
    if ParameterLocation.BODY in right and isinstance(case.body, dict):
        fitting.body(operation, case, setting)
    if ParameterLocation.HEADER in right:
        if "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = secrets.token_hex(16)
        if "If-Match" in case.headers:
            case.headers["If-Match"] = setting.tag(operation, case.path_parameters)


@schemathesis.hook
def after_call(context, case, response):
    """Counts the answer, and remembers what it names and what would keep others from being answered well."""
    with open(CALLS, "a", encoding="utf-8") as calls:
        calls.write(f"{operation_of(case)} {response.status_code}\n")
    if response.status_code < 300 and "json" in response.headers.get("content-type", [""])[0]:
        setting.remember(response.json())
    if response.status_code < 300 and case.method in ("POST", "PUT"):
        setting.done(operation_of(case), response.json())


def operation_of(case):
    return case.operation.definition.raw["operationId"]
