"""What was checked: one line per check, and the differences of those that failed."""


class Report:
    def __init__(self):
        self.passed = self.failed = 0

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
