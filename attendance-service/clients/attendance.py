"""Posts attendance to Baoxue with nothing but Python's standard library (3.9 or newer).

    export BAOXUE_API=http://localhost:8081
    export BAOXUE_TOKENS=http://localhost:8080/realms/baoxue/protocol/openid-connect/token
    export BAOXUE_CLIENT=school-2153011301 BAOXUE_SECRET=...
    python3 attendance.py 2153011301-0709 2026-10-12 AM S-070901=ABSENT S-070902=LATE

Whoever is not named was there. Sending the same again changes nothing, so whatever breaks off is simply sent again.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The service does not take it: `problem` says why, and at which field."""

    def __init__(self, status, problem):
        self.status = status
        self.problem = problem
        faults = ["%s: %s" % (at.get("pointer"), at.get("detail")) for at in problem.get("errors", [])]
        super().__init__("; ".join([str(problem.get("detail") or status)] + faults))


class Attendance:
    """One client for each process; not for several threads at once."""

    def __init__(self, api, tokens, client, secret, attempts=8):
        self.api = api.rstrip("/")
        self.tokens = tokens
        self.client = client
        self.secret = secret
        self.attempts = attempts
        self.token = None
        self.token_until = 0.0

    def roll_call(self, class_id, date, session, entries, taken_at=None, taken_by=None, seen=None, reason=None):
        """Posts one class. `entries` maps children to ABSENT, LATE or LEAVE. To correct, say the revision seen and a reason."""
        body = {"marks": "EXCEPTIONS", "entries": [{"student": s, "mark": m} for s, m in sorted(entries.items())]}
        for name, value in (("takenAt", taken_at), ("takenBy", taken_by), ("reason", reason)):
            if value is not None:
                body[name] = value
        headers = {} if seen is None else {"If-Match": '"%d"' % seen}
        path = "/v1/classes/%s/roll-calls/%s/%s" % tuple(map(urllib.parse.quote, (class_id, date, session)))
        return self.send("PUT", path, body, headers)

    def leave(self, student, kind, first, last, key):
        """Records an approved leave; the same key again answers the same."""
        body = {"kind": kind, "from": first, "to": last}
        path = "/v1/students/%s/leaves" % urllib.parse.quote(student)
        return self.send("POST", path, body, {"Idempotency-Key": key})

    def send(self, method, path, body, headers):
        """Sends until it is answered: what is busy or away for a while is asked again after the time that it says."""
        for attempt in range(self.attempts):
            last = attempt + 1 == self.attempts
            request = urllib.request.Request(self.api + path, json.dumps(body).encode(), method=method)
            request.add_header("Content-Type", "application/json")
            for name, value in headers.items():
                request.add_header(name, value)
            try:
                request.add_header("Authorization", "Bearer " + self._token())
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return json.loads(answer.read() or b"{}")
            except urllib.error.HTTPError as refused:
                with refused:
                    problem = _problem(refused.read())
                if refused.code == 401 and not last:
                    self.token = None
                elif refused.code in (429, 502, 503, 504) and not last:
                    time.sleep(float(refused.headers.get("Retry-After") or min(2**attempt, 30)))
                else:
                    raise Refused(refused.code, problem) from None
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                if last:
                    raise
                time.sleep(min(2**attempt, 30))
        raise AssertionError("attempts must be at least 1")

    def _token(self):
        if self.token is None or time.monotonic() > self.token_until:
            form = {"grant_type": "client_credentials", "client_id": self.client, "client_secret": self.secret}
            with urllib.request.urlopen(self.tokens, urllib.parse.urlencode(form).encode(), timeout=60) as answer:
                granted = json.loads(answer.read())
            self.token = granted["access_token"]
            self.token_until = time.monotonic() + float(granted.get("expires_in", 60)) * 0.8
        return self.token


def _problem(body):
    try:
        problem = json.loads(body or b"{}")
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def main(words):
    if len(words) < 3 or any("=" not in word for word in words[3:]):
        sys.exit(__doc__)
    attendance = Attendance(
        os.environ["BAOXUE_API"], os.environ["BAOXUE_TOKENS"], os.environ["BAOXUE_CLIENT"], os.environ["BAOXUE_SECRET"])
    entries = dict(word.split("=", 1) for word in words[3:])
    try:
        answer = attendance.roll_call(words[0], words[1], words[2], entries)
    except Refused as refused:
        sys.exit("refused (%d): %s" % (refused.status, refused))
    latest = answer["revisions"][-1]
    print("revision %d: %d present, %d absent" % (latest["revision"], len(latest["present"]), len(latest["absent"])))


if __name__ == "__main__":
    main(sys.argv[1:])
