"""Values that an account takes, in place of made-up ones: no description can list its fields, and no pattern all time zones."""

from company import CONNECTION, UNUSED

FIELDS = ["name", "email", "start_date", "Department"]
SOURCES = ["employmentInfo.department.deptName", "employmentInfo.location.locationName"]
ZONES = ["Europe/Berlin", "America/Los_Angeles", "UTC"]
"""What an Account Administrator sets, and what a specialist sets."""
OF_CUSTOMER = ["daily_hour", "high_risk", "deactivate", "create", "identifiers", "hierarchy", "excluded_existing", "guards_off"]
OF_STAFF = ["employee_id_source", "redacted"]


def one_of(values, made_up):
    """Always the same one for the same made-up value."""
    return values[sum(str(made_up).encode()) % len(values)]


def query(operation, case, setting):
    """A field that there is, and a cursor that this very list gave."""
    if operation == "explainEmployee" and "field" in case.query:
        case.query["field"] = one_of(FIELDS, case.query["field"])
    if "cursor" in case.query:
        rest = {name: value for name, value in case.query.items() if name != "cursor"}
        cursor = setting.cursor(case.formatted_path, rest, case.headers.get("rollcall-search"))
        case.query = rest | ({"cursor": cursor} if cursor else {})


def body(operation, case, setting):
    """The body with what the account has."""
    made = whole(case.body)
    if isinstance(made.get("time_zone"), str):
        made["time_zone"] = one_of(ZONES, made["time_zone"])
    if operation == "setMapping":
        made = mapping(made)
    elif operation == "lookUp" and made.get("mapping"):
        made["mapping"] = mapping(made["mapping"])
    elif operation == "revealChange":
        made["change"] = setting.id("change")
    elif operation == "disconnect":
        made["company"] = one_of([CONNECTION["company"], made["company"]], made["company"])
    elif operation == "setSettings":
        made = settings(made, setting)
    elif operation == "tidyDemographics":
        made["names"] = [UNUSED["name"]]
    elif operation == "editEmployee":
        made = edit(made)
    case.body = made


def whole(made):
    """Whole numbers without a point: 13.0 is one to JSON Schema, and not to the API."""
    if isinstance(made, dict):
        return {name: whole(value) for name, value in made.items()}
    if isinstance(made, list):
        return [whole(value) for value in made]
    return int(made) if isinstance(made, float) and made.is_integer() else made


def mapping(made):
    """With paths that there are; no name twice, and none of a core field."""
    named = {}
    for number, it in enumerate(made["demographics"]):
        name = f"{it['name'].strip()} {number}"
        named[name] = it | {"name": name, "field": one_of(SOURCES, it["field"])}
        if "transforms" in it:
            named[name]["transforms"] = [transform(step) for step in it["transforms"]]
    return made | {"demographics": list(named.values())}


def transform(step):
    """No value of a table twice, letter case aside."""
    if not isinstance(step, dict) or "values" not in step:
        return step
    table = {key.strip().lower(): value for key, value in step["values"]["table"].items()}
    return {"values": step["values"] | {"table": table}}


def settings(made, setting):
    """What the persona may set, and only what goes together."""
    now = setting.company.get("/settings").json()
    may = OF_CUSTOMER if setting.company.persona == "account-administrator" else OF_STAFF
    high_risk = made["high_risk"]
    high_risk = high_risk | {"minimum": min(high_risk["minimum"], len(high_risk["fields"]))}
    redacted = [field for field in made["redacted"] if field not in ("status", "source_id", "email")]
    made = made | {"high_risk": high_risk, "redacted": redacted}
    return now | {name: made[name] for name in may}


def edit(made):
    """An address that is one, and an Employee ID that nobody has."""
    known = {"email": "renamed@acme.example", "employee_id": "E-{}"}
    return made | {name: known[name].format(len(made[name])) for name in known if isinstance(made.get(name), str)}
