"""Debian's chromium, and a test with a tab of its own in it."""

import contextlib
import unittest

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from suite import TARGET

CUT = """
    window.WebSocket = class extends WebSocket {
      static all = [];
      static away = false;
      constructor(...address) {
        if (window.WebSocket.away) { throw new Error('cut off'); }
        super(...address);
        window.WebSocket.all.push(this);
      }
    };"""

# False until it can be clicked: what is in its middle is the element itself, and it is enabled
CLICK = """
    const [element] = arguments;
    element.scrollIntoView({block: 'center', behavior: 'instant'});
    const {left, top, width, height} = element.getBoundingClientRect();
    const there = element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    const can = there && !element.disabled;
    if (can) { element.click(); }
    return can;"""

# Seconds. Conditions hold much sooner: any process of the suite or of the browser may stand still for a while.
PATIENCE = 300


def chromium(profile):
    """A browser whose pages can be cut off: WebSocket.away refuses connections, WebSocket.all are those that were made."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--disable-sync", "--window-size=1400,1300", "--lang=en",
                     # a tab behind another one keeps its timers: a cut connection comes back by them
                     "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
                     "--disable-backgrounding-occluded-windows", f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.add_experimental_option("browserStartupTimeout", PATIENCE * 1000)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver", log_path=str(TARGET / "chromedriver.log")), options=options)
    browser.set_script_timeout(PATIENCE)
    browser.set_page_load_timeout(PATIENCE)
    return browser


def by_id(name):
    return By.CSS_SELECTOR, f'[data-testid="{name}"]'


class BrowserTest(unittest.TestCase):
    """The tests of a class run in the order of their names, on one page."""

    suite = None
    browser = None
    page = ""

    @classmethod
    def setUpClass(cls):
        cls.browser.switch_to.new_window("tab")
        cls.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": CUT})
        cls.browser.get(cls.suite.url + cls.page)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.browser.switch_to.window(cls.browser.window_handles[0])

    def wait(self, condition, seconds=PATIENCE):
        """The first true value of condition(); a row that lit replaced meanwhile is looked up again."""
        return WebDriverWait(self.browser, seconds, poll_frequency=0.1,
                             ignored_exceptions=[StaleElementReferenceException]).until(lambda _: condition())

    def find(self, name):
        return self.browser.find_element(*by_id(name))

    def found(self, name):
        return self.wait(lambda: next(iter(self.browser.find_elements(*by_id(name))), None))

    def texts(self, name):
        """The texts of all elements of this name, of one moment."""
        return self.browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent);", by_id(name)[1])

    def click(self, find):
        """
        Clicks what find() finds, as soon as that is possible. The page may move it at any time: looking whether it can be clicked and
        the click are one step.
        """
        self.wait(lambda: self.browser.execute_script(CLICK, find()))

    def screenshot(self, name):
        """For people; nothing depends on it."""
        with contextlib.suppress(OSError, WebDriverException):
            self.browser.save_screenshot(str(TARGET / name))

    def sign_in(self, user, password=None):
        self.found("username").clear()
        self.find("username").send_keys(user)
        self.find("password").clear()
        self.find("password").send_keys(password or self.suite.password)
        self.click(lambda: self.find("sign-in"))

    def is_live(self):
        return self.wait(lambda: self.find("connection-state").get_attribute("data-state") == "live")
