"""What a supervisor sees on the console, with Debian's chromium: python3 console_test.py CLASSPATH (of local-stack)."""

import contextlib
import shutil
import sys
import unittest

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from suite import TARGET, Suite


def chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--disable-sync", "--window-size=1400,1300", "--lang=en",
                     f"--user-data-dir={TARGET / 'profile'}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver", log_path=str(TARGET / "chromedriver.log")), options=options)


def by_id(name):
    return By.CSS_SELECTOR, f'[data-testid="{name}"]'


class ConsoleTest(unittest.TestCase):
    """The tests run in the order of their names, on one page."""

    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(sys.argv[1])
        cls.addClassCleanup(cls.suite.stop)
        cls.browser = chromium()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.get(cls.suite.url)

    def wait(self, condition, seconds=30):
        """The first true value of condition(); a row that lit replaced meanwhile is looked up again."""
        return WebDriverWait(self.browser, seconds, poll_frequency=0.1,
                             ignored_exceptions=[StaleElementReferenceException]).until(lambda _: condition())

    def find(self, name):
        return self.browser.find_element(*by_id(name))

    def found(self, name):
        return self.wait(lambda: next(iter(self.browser.find_elements(*by_id(name))), None))

    def sign_in(self, password):
        self.found("username").clear()
        self.find("username").send_keys("supervisor")
        self.find("password").clear()
        self.find("password").send_keys(password)
        self.find("sign-in").click()

    def calls(self):
        """The rows of the calls table: call id -> state."""
        rows = self.browser.find_elements(By.CSS_SELECTOR, '[data-testid="calls"] tr[data-call-id]')
        return {row.get_attribute("data-call-id"): row.get_attribute("data-state") for row in rows}

    def test_1_a_wrong_password_is_refused_with_a_message(self):
        self.sign_in("not-the-password")
        self.assertTrue(self.found("problem").text)

    def test_2_a_supervisor_signs_in_and_the_page_is_live(self):
        self.sign_in(self.suite.password)
        self.wait(lambda: self.find("connection-state").get_attribute("data-state") == "live")
        self.assertEqual("supervisor", self.wait(lambda: self.find("user").text))

    def test_3_a_call_appears_is_answered_and_ends(self):
        known = set(self.calls())
        new = self.wait(lambda: next(iter(set(self.calls()) - known), None), 60)
        seen = set()

        def ended():
            calls = self.calls()
            seen.add(calls.get(new))
            return new not in calls

        self.wait(ended, 120)
        self.assertTrue(seen - {None}, "the call was seen in at least one state")
        print(f"    call {new}: {sorted(seen - {None})}, then gone", file=sys.stderr)

    def test_4_the_figures_of_a_queue_grow_while_one_looks(self):
        def answered():
            cells = self.browser.find_elements(*by_id("queue-answered"))
            return sum(int(cell.text) for cell in cells if cell.text.isdigit())

        before = answered()
        self.wait(lambda: answered() > before, 60)
        self.wait(lambda: self.calls(), 60)
        with contextlib.suppress(OSError):
            self.browser.save_screenshot(str(TARGET / "console.png"))
        self.assertTrue((TARGET / "console.png").stat().st_size > 10_000)

    def test_5_the_operators_are_there_with_the_state_of_their_phones(self):
        rows = self.wait(lambda: self.browser.find_elements(By.CSS_SELECTOR, '[data-testid^="operator-PJSIP/"]'))
        self.assertTrue(all(self.wait(lambda row=row: row.get_attribute("data-device")) for row in rows))

    def test_6_the_page_speaks_russian(self):
        self.find("language-ru").click()
        self.wait(lambda: self.browser.find_element(By.ID, "queues-title").text == "Очереди")
        self.find("language-en").click()
        self.wait(lambda: self.browser.find_element(By.ID, "queues-title").text == "Queues")

    def test_7_the_browser_reported_no_error(self):
        refused_sign_in = "401"
        errors = [entry["message"] for entry in self.browser.get_log("browser")
                  if entry["level"] == "SEVERE" and refused_sign_in not in entry["message"]]
        self.assertEqual([], errors)


if __name__ == "__main__":
    shutil.rmtree(TARGET / "profile", ignore_errors=True)
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    failed = len(result.failures) + len(result.errors)
    print(f"browser: {result.testsRun - failed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)
