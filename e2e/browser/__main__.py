"""The pages of the suite in Debian's chromium: python3 . CLASSPATH (of local-stack)."""

import signal
import sys
import tempfile
import unittest

from alerts_test import AlertsTest
from browser import BrowserTest, chromium
from console_test import ConsoleTest
from example_test import ExampleTest
from operator_test import CallersForSupervisorsTest, OperatorTest
from suite import TARGET, Suite


# what the tests ask for to be refused
REFUSED = [("/auth/token", "401"), ("/api/alerts/silences", "400")]


class ErrorsTest(unittest.TestCase):

    def test_the_browser_reported_no_error(self):
        errors = [entry["message"] for entry in BrowserTest.browser.get_log("browser") if entry["level"] == "SEVERE"]
        self.assertEqual([], [error for error in errors if not any(path in error and status in error for path, status in REFUSED)])


def run(tests):
    # a profile of its own: whatever an earlier run has left does not matter
    with tempfile.TemporaryDirectory(prefix="scc-browser-", ignore_cleanup_errors=True) as profile:
        BrowserTest.browser = chromium(profile)
        try:
            return unittest.TextTestRunner(verbosity=2).run(tests)
        finally:
            BrowserTest.browser.quit()


def main():
    # ends as by Ctrl-C: nothing stays behind
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for earlier in TARGET.glob("*.png"):
        earlier.unlink()
    tests = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(each) for each in (
        ConsoleTest, AlertsTest, OperatorTest, CallersForSupervisorsTest, ExampleTest, ErrorsTest))
    BrowserTest.suite = Suite(sys.argv[1])
    try:
        result = run(tests)
    finally:
        BrowserTest.suite.stop()
    failed = len(result.failures) + len(result.errors)
    print(f"browser: {result.testsRun - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
