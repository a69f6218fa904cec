"""The example of the TypeScript client, as the service serves it."""

from selenium.webdriver.common.by import By

from browser import BrowserTest


class ExampleTest(BrowserTest):
    page = "client/example/index.html"

    def test_it_shows_who_waits(self):
        self.wait(lambda: self.browser.find_elements(By.ID, "token"))
        self.browser.find_element(By.ID, "token").send_keys(self.suite.token("supervisor"))
        self.click(lambda: self.browser.find_element(By.CSS_SELECTOR, "button"))
        self.wait(lambda: self.browser.find_element(By.ID, "state").text == "live")
        # once somebody waits the snapshot is there: who comes now came by an event
        before = self.wait(self.waiting)
        came = self.wait(lambda: [caller for caller in self.waiting() if caller not in before])
        self.assertRegex(came[0], r"^7900555\d{4}$")

    def waiting(self):
        return self.browser.execute_script("return [...document.querySelectorAll('#waiting li')].map((item) => item.textContent);")
