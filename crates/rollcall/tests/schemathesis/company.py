"""The account that schemathesis calls the API about: signed in, connected, mapped, set up and imported once."""

import base64
import hashlib
import secrets
import time
import urllib.parse

import requests

ACCOUNT = "local"
ADMINISTRATOR = "account-administrator"
SPECIALIST = "data-and-integrations-specialist"
LIMIT_SECONDS = 30
MAPPING = {
    "exclude": "employmentInfo.customGroupA",
    "demographics": [{"name": "Department", "field": "employmentInfo.department.deptName", "transforms": []}],
}
# Filled by the first import, and by no mapping after it.
UNUSED = {"name": "Old Team", "field": "employmentInfo.department.deptName", "transforms": []}
CONNECTION = {"company": "A1B", "client_id": "acme-full", "client_secret": "acme-full-secret"}


def token(url, persona):
    """An access token, by the same way as the page: code flow with PKCE."""
    config = requests.get(f"{url}/v1/config").json()
    verifier = secrets.token_urlsafe(32)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    client = {"client_id": config["client_id"], "redirect_uri": f"{url}/signed-in"}
    asked = {"response_type": "code", "scope": config["scope"], "state": "s", "persona": persona}
    asked |= client | {"code_challenge": challenge, "code_challenge_method": "S256"}
    sent = requests.get(config["authorization_endpoint"], params=asked, allow_redirects=False)
    code = urllib.parse.parse_qs(urllib.parse.urlparse(sent.headers["location"]).query)["code"][0]
    form = client | {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
    answer = requests.post(config["token_endpoint"], data=form)
    answer.raise_for_status()
    return answer.json()["access_token"]


class Company:
    """What one persona does with the account, step by step."""

    def __init__(self, url, persona=ADMINISTRATOR):
        self.url, self.persona = url, persona
        self.token = token(url, persona)
        self.session = requests.Session()
        self.session.headers["authorization"] = f"Bearer {self.token}"

    def get(self, path):
        return self.expect("GET", path)

    def tag(self, path):
        return self.get(path).headers["etag"]

    def expect(self, method, path, body=None, tag=None):
        """The answer; anything but a success ends the run."""
        headers = {"idempotency-key": secrets.token_hex(16)}
        if tag:
            headers["if-match"] = tag
        answer = self.session.request(method, f"{self.url}/v1/accounts/{ACCOUNT}{path}", json=body, headers=headers)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer

    def change(self, path, body, seen):
        """Saves what was read; again where something else was saved meanwhile, as work in the background does."""
        for _ in range(20):
            headers = {"if-match": self.tag(seen)}
            answer = self.session.put(f"{self.url}/v1/accounts/{ACCOUNT}{path}", json=body, headers=headers)
            if answer.status_code != 412:
                break
        assert answer.ok, f"PUT {path}: {answer.status_code} {answer.text}"

    def connect(self):
        self.change("/connection", CONNECTION, "/integration")
        self.becomes("connected", "mapped", "ready_to_finalise", "live", "blocked")

    def map(self, *more):
        demographics = [*MAPPING["demographics"], *more]
        self.change("/mapping", MAPPING | {"demographics": demographics, "lock": True}, "/mapping")

    def unlock(self):
        """Again where something else was saved at the same moment."""
        path = f"{self.url}/v1/accounts/{ACCOUNT}/mapping/unlock"
        unlock = lambda: self.session.post(path, headers={"idempotency-key": secrets.token_hex(16)})
        self.until(unlock, lambda answer: answer.status_code != 412)

    def set_up(self):
        self.expect("POST", "/setup")
        self.becomes("ready_to_finalise", "live")

    def review(self):
        return self.ended(self.expect("POST", "/reviews").json()["run_id"])["digest"]

    def commit(self, digest):
        body = {"skip": [], "same_person": {}, "confirm": "as agreed"}
        return self.ended(self.expect("POST", f"/plans/{digest}/commit", body, f'"{digest}"').json()["run_id"])

    def mapped(self):
        """From nothing to where it can be set up."""
        self.connect()
        self.map(UNUSED)

    def imported(self):
        """From nothing to the first import; gives the plan and its run."""
        self.mapped()
        self.set_up()
        digest = self.review()
        return digest, self.commit(digest)["run_id"]

    def ended(self, run):
        found = self.until(lambda: self.get(f"/runs/{run}").json(), lambda it: it["finished_at"] and it["state"] != "running")
        return found

    def has_room(self):
        """Waits until so few runs are at work that another may begin."""
        at_work = lambda: [run for run in self.get("/runs?limit=20").json()["items"] if not run["finished_at"]]
        self.until(at_work, lambda runs: len(runs) < 10)

    def becomes(self, *states):
        self.until(lambda: self.get("/integration").json(), lambda it: it["state"] in states)

    @staticmethod
    def until(ask, fits):
        end = time.monotonic() + LIMIT_SECONDS
        while True:
            answer = ask()
            if fits(answer):
                return answer
            assert time.monotonic() < end, f"waited too long; the last answer is {answer}"
            time.sleep(0.05)


class Mapped:
    """A company that waits to be set up."""

    def __init__(self, company):
        self.company = company
        self.ids = {"account": ACCOUNT}
        self.named = {ACCOUNT}
        company.mapped()

    def id(self, name):
        return self.ids[name]

    def prepare(self, operation):
        """Setting up takes nothing away."""

    def done(self, operation, answer):
        """Nor does it leave anything to be put right."""

    def remember(self, answer):
        """Nothing is called about what was answered."""


class Setting:
    """An imported company with ids of everything, looked after while one persona is played."""

    """What `If-Match` is about, by operation."""
    SEEN = {
        "switchAutoSync": "/integration",
        "connect": "/integration",
        "disconnect": "/integration",
        "setMapping": "/mapping",
        "setSettings": "/settings",
        "editEmployee": "/employees/{employee}",
        "commitPlan": "/plans/{digest}",
    }

    """The keys under which ids stand in answers."""
    NAMES = ("id", "run_id", "active_run", "digest")

    def __init__(self, company):
        self.company = company
        self.administrator = Company(company.url)
        self.specialist = Company(company.url, SPECIALIST)
        digest, run = self.administrator.imported()
        self.specialist.unlock()
        self.administrator.map()
        employee = self.administrator.get("/employees?limit=1").json()["items"][0]["id"]
        change = self.administrator.get(f"/plans/{digest}/changes?limit=1").json()["items"][0]["id"]
        self.ids = {"account": ACCOUNT, "digest": digest, "run": run, "employee": employee, "change": change, "code": "not_ready"}
        self.settings = self.administrator.get("/settings").json()
        self.is_disconnected = self.is_unlocked = False
        self.named = {ACCOUNT}

    def id(self, name):
        """One that there is. Of lookups only the newest are kept, so it is a new one."""
        if name == "lookup":
            return self.administrator.expect("POST", "/lookups", {"kind": "fields"}).json()["id"]
        return self.ids[name]

    def remember(self, answer):
        """Every id in an answer, wherever it stands."""
        for name, value in answer.items() if isinstance(answer, dict) else enumerate(answer):
            if isinstance(value, (dict, list)):
                self.remember(value)
            elif name in self.NAMES and isinstance(value, str):
                self.named.add(value)

    def tag(self, operation, path):
        """The version of what an operation is about: of what a link led to, where one did."""
        linked = {name: value for name, value in (path or {}).items() if value in self.named}
        return self.administrator.tag(self.SEEN[operation].format(**(self.ids | linked)))

    def cursor(self, path, query, search):
        """A cursor of the list at a path, if it has more than one page of what is searched for."""
        headers = {"rollcall-search": search} if search else {}
        answer = self.company.session.get(self.company.url + path, params=plain(query) | {"limit": 1}, headers=headers)
        return answer.json().get("next_cursor") if answer.ok else None

    def prepare(self, operation):
        """What the operation needs in order to be answered well, where another one took it away."""
        if self.is_disconnected and operation != "connect":
            self.is_disconnected = False
            self.administrator.connect()
        if operation in ("startReview", "commitPlan", "deactivateMissing"):
            self.administrator.has_room()
        if operation == "setMapping" and not self.is_unlocked:
            self.specialist.unlock()
        elif operation in ("setUp", "syncEverythingAgain") and self.is_unlocked:
            self.is_unlocked = False
            self.administrator.map()

    def done(self, operation, answer):
        """Remembers what the operation took away."""
        if operation in ("connect", "disconnect"):
            self.is_disconnected = True
        elif operation in ("setMapping", "unlockMapping"):
            self.is_unlocked = not answer["locked"]
        elif operation == "setSettings" and self.company.persona == SPECIALIST:
            self.company.change("/settings", self.settings, "/settings")


def plain(query):
    """Query values as they are sent."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
