"""What a supervisor sees of alerts, and does about them."""

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from browser import BrowserTest

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> Call the team leader, extension 200"
KEY = "longest-wait/support"
RULE = {"id": "browser", "kind": "LONGEST_WAIT", "selector": "support", "threshold": 1, "clear_threshold": 1, "clear_hold_s": 840,
        "severity": "CRITICAL", "advice": HOSTILE}


class AlertsTest(BrowserTest):
    """A caller who waits for a second raises an alert that stays until its rule has gone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.remove_rule()
        cls.suite.api("admin", "POST", "/api/admin/alert-rules", RULE)

    @classmethod
    def remove_rule(cls):
        """Another run may have ended before it removed its own from a suite that runs on."""
        rules = cls.suite.api("admin", "GET", "/api/admin/alert-rules")["rules"]
        for revision in [rule["revision"] for rule in rules if rule["id"] == RULE["id"]]:
            cls.suite.api("admin", "DELETE", f"/api/admin/alert-rules/{RULE['id']}", headers={"If-Match": f'"{revision}"'})

    def alert(self):
        return self.found(f"alert-{KEY}")

    def stored(self, state):
        """Channels may tell what is not stored yet."""
        alerts = self.suite.api("supervisor", "GET", f"/api/alerts?state={state}&limit=1000")["alerts"]
        return [alert for alert in alerts if alert["key"] == KEY]

    def told(self):
        """What the list has, of the moment at which the number in the header and the title are that many too."""
        items, count, title = self.browser.execute_script("""
            const items = [...document.querySelectorAll('[data-testid="alerts"] > li')];
            const count = document.querySelector('[data-testid="alert-count"]');
            return [items.map((item) => item.dataset.testid), Number(count.dataset.count), document.title];""")
        self.assertEqual(len(items), count)
        self.assertEqual(count > 0, title.startswith(f"({count}) "))
        return items

    def inside(self, name):
        return self.alert().find_element(By.CSS_SELECTOR, f'[data-testid="{name}"]')

    def test_1_an_alert_opens_with_what_to_do(self):
        self.sign_in("supervisor")
        self.assertEqual("CRITICAL", self.wait(lambda: self.alert().get_attribute("data-severity")))
        self.assertRegex(self.inside("alert-what").text, "A caller in queue support has waited for")
        self.assertEqual(HOSTILE, self.inside("alert-advice").text)
        self.assertRegex(self.inside("alert-since").text, r"since .+\d")
        self.assertIn(f"alert-{KEY}", self.told())
        self.assertEqual([], self.alert().find_elements(By.TAG_NAME, "img"))

    def test_1_it_speaks_russian_but_what_people_wrote_stays(self):
        self.click(lambda: self.find("language-ru"))
        self.wait(lambda: "В очереди support звонящий ждёт уже" in self.inside("alert-what").text)
        self.assertEqual(HOSTILE, self.inside("alert-advice").text)
        self.click(lambda: self.find("language-en"))
        self.wait(lambda: "A caller in queue support" in self.inside("alert-what").text)

    def test_2_a_click_says_that_somebody_looks_after_it(self):
        self.wait(lambda: self.stored("open"))
        self.click(lambda: self.inside("acknowledge"))
        self.assertEqual("supervisor", self.wait(lambda: self.alert().get_attribute("data-acknowledged")))
        self.assertIn("supervisor", self.inside("alert-acknowledged").text)
        self.assertEqual([], self.alert().find_elements(By.CSS_SELECTOR, '[data-testid="acknowledge"]'))
        kept = self.wait(lambda: self.stored("acknowledged"))
        self.assertEqual(["supervisor"], [alert["acknowledgement"]["by"] for alert in kept])
        self.screenshot("alerts.png")

    def test_3_what_the_service_refuses_is_said(self):
        first = self.inside("silence-minutes").find_element(By.TAG_NAME, "option")
        self.browser.execute_script("arguments[0].value = 10_000_000", first)
        self.click(lambda: self.inside("silence"))
        self.assertIn("until is not within the next 30 days", self.found("alert-problem").text)
        self.assertEqual("alert", self.find("alert-problem").get_attribute("role"))

    def test_4_it_is_silenced_for_an_hour_and_told_again(self):
        Select(self.inside("silence-minutes")).select_by_value("60")
        self.click(lambda: self.inside("silence"))
        self.found(f"silenced-{KEY}")
        self.assertNotIn(f"alert-{KEY}", self.told())
        self.click(lambda: self.find("silenced").find_element(By.TAG_NAME, "summary"))
        self.click(lambda: self.find(f"silenced-{KEY}").find_element(By.CSS_SELECTOR, '[data-testid="end-silence"]'))
        self.wait(lambda: f"alert-{KEY}" in self.told())
        self.assertEqual("supervisor", self.alert().get_attribute("data-acknowledged"))

    def test_5_an_alert_that_is_over_goes(self):
        self.remove_rule()
        self.wait(lambda: f"alert-{KEY}" not in self.told())
