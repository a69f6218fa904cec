"""What was checked: one line per check, and the differences of those that failed."""


class Report:
    def __init__(self):
        self.passed = self.failed = 0
        self._waiting = []

    def check(self, name, differences):
        """`differences`: lines of text, none when everything is as it should be."""
        if differences:
            self.failed += 1
            print(f"  FAILED  {name}", flush=True)
            for line in differences:
                print(f"            {line}", flush=True)
        else:
            self.passed += 1
            print(f"  passed  {name}", flush=True)

    def waits(self, name, what):
        """Something that is not played because the suite cannot do it yet."""
        self._waiting.append(f"{name}: waits for {what}")

    def close(self):
        for line in self._waiting:
            print(f"not played  {line}", flush=True)
        print(f"real Asterisk: {self.passed} passed, {self.failed} failed", flush=True)
