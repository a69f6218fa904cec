"""What was checked: one line per check, and the differences of those that failed; those once more at the end."""

import textwrap


class Report:
    def __init__(self):
        self.passed = 0
        self._act, self._failures, self._waiting = "the run", [], []

    @property
    def failed(self):
        return len(self._failures)

    def begins(self, act):
        self._act = act

    def check(self, name, differences):
        """`differences`: lines of text, none when everything is as it should be."""
        if differences:
            failure = "\n".join([f"FAILED  {name}", *(f"          {line}" for line in differences)])
            self._failures.append(f"{self._act}: {failure}")
            print(textwrap.indent(failure, "  "), flush=True)
        else:
            self.passed += 1
            print(f"  passed  {name}", flush=True)

    def waits(self, name, what):
        """Something that is not played because the suite cannot do it yet."""
        self._waiting.append(f"{name}: waits for {what}")

    def close(self):
        for line in self._waiting:
            print(f"not played  {line}", flush=True)
        for failure in self._failures:
            print(failure, flush=True)
        print(f"real Asterisk: {self.passed} passed, {self.failed} failed", flush=True)
