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
        states = {}

        def answered_and_gone():
            """Every new call is followed: the first ones may be given up by their callers."""
            calls = self.calls()
            for call in calls.keys() - known:
                states.setdefault(call, set()).add(calls[call])
            return next((call for call, seen in states.items() if "TALKING" in seen and call not in calls), None)

        call = self.wait(answered_and_gone, 180)
        print(f"    call {call}: {sorted(states[call])}, then gone", file=sys.stderr)

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

    def test_5_the_queues_say_what_their_operators_do(self):
        def counted():
            return [cell.text for cell in self.browser.find_elements(*by_id("queue-operators")) if cell.text[:1].isdigit()]

        self.assertRegex(self.wait(counted)[0], r"^\d+ (free|ringing|talking|paused|offline)")

    def test_6_the_page_speaks_russian(self):
        self.find("language-ru").click()
        self.wait(lambda: self.browser.find_element(By.ID, "queues-title").text == "Очереди")
        self.find("language-en").click()
        self.wait(lambda: self.browser.find_element(By.ID, "queues-title").text == "Queues")

    def test_7_a_page_that_was_cut_off_shows_the_same_as_a_fresh_one(self):
        self.browser.execute_script("""
            const client = document.querySelector('scc-console').client;
            window.comeBack = () => { delete client.connect; client.connect(); };
            client.connect = () => {};
            client.socket.close();""")
        self.wait(lambda: self.find("connection-state").get_attribute("data-state") == "reconnecting")
        cut_off = self.browser.current_window_handle
        known = self.rows()
        self.browser.switch_to.new_window("tab")
        self.addCleanup(self.back_to, cut_off)
        self.browser.get(self.suite.url)
        self.sign_in(self.suite.password)
        # a call that the first page knows nothing of is answered: operators and queues have changed since
        self.wait(lambda: any(state == "TALKING" and call not in known["calls"] for call, state in self.rows()["calls"].items()), 120)
        fresh = self.browser.current_window_handle

        def the_same():
            self.browser.switch_to.window(fresh)
            before = self.rows()
            self.browser.switch_to.window(cut_off)
            here = self.rows()
            self.browser.switch_to.window(fresh)
            return here == before == self.rows()

        self.browser.switch_to.window(cut_off)
        self.browser.execute_script("window.comeBack()")
        self.wait(lambda: self.find("connection-state").get_attribute("data-state") == "live")
        self.wait(the_same, 60)

    def back_to(self, window):
        if self.browser.current_window_handle != window:
            self.browser.close()
            self.browser.switch_to.window(window)

    def rows(self):
        """What the page shows of calls, operators and queues, without the figures of the day."""
        return self.browser.execute_script("""
            const live = document.querySelector('scc-console').live;
            const of = (map, value) => Object.fromEntries([...map].map(([key, item]) => [key, value(item)]).sort());
            return {
              calls: of(live.calls, (call) => call.state),
              operators: of(live.operators, (operator) => [operator.device, operator.memberships.map((m) => [m.queue, m.paused])]),
              queues: of(live.queues, (queue) => queue.waiting.map((entry) => entry.entryId)),
            };""")

    def live(self, steps):
        """Runs steps on an empty live state of the page's own class."""
        return self.browser.execute_script("""
            const live = new (document.querySelector('scc-console').live.constructor)();
            const event = (offset, data) => live.event(offset, {type: `scc.${data.type}.v1`, time: '2026-01-01T00:00:00Z', data});
            """ + steps)

    def test_8_a_resume_brings_the_channels_one_after_the_other(self):
        devices = self.live("""
            live.snapshot('calls', {calls: []}, 10);
            live.snapshot('queue:*', {queues: [], operators: [], calls: []}, 10);
            const started = {type: 'call.started', callId: 'n/1', caller: {}, dialled: '700'};
            event(12, started);
            event(11, {type: 'agent.device', agent: {interface: 'PJSIP/1'}, state: 'INUSE'});
            event(12, started);
            return [...live.operators.values()].map((operator) => operator.device);""")
        self.assertEqual(["INUSE"], devices)

    def test_8_what_a_snapshot_holds_is_not_applied_again(self):
        waiting = self.live("""
            live.snapshot('queue:*', {queues: [{queue: 'q', waiting: []}], operators: [], calls: []}, 20);
            event(15, {type: 'call.queue.joined', callId: 'n/1', entryId: 'e', queue: 'q', caller: {}, position: 1});
            return [live.queues.get('q').waiting.length, live.calls.size];""")
        self.assertEqual([0, 0], waiting)

    def test_8_a_caller_who_is_found_again_waits_once(self):
        waiting = self.live("""
            const joined = {type: 'call.queue.joined', callId: 'n/1', queue: 'q', caller: {}, position: 1};
            event(1, {...joined, entryId: 'before'});
            event(2, {...joined, entryId: 'after'});
            return live.queues.get('q').waiting.map((entry) => entry.entryId);""")
        self.assertEqual(["after"], waiting)

    def test_8_a_hidden_tab_keeps_a_server_that_answers(self):
        """Timers that come an hour late, as a hidden tab's may; then a server that does not answer."""
        states = self.browser.execute_script("""
            const Client = document.querySelector('scc-console').client.constructor;
            const real = {WebSocket: window.WebSocket, setInterval: window.setInterval, now: Date.now};
            const states = [];
            let tick, socket, hours = 0;
            try {
              window.WebSocket = class { static OPEN = 1; readyState = 1; constructor() { socket = this; } send(text) { this.sent = JSON.parse(text); } close() {} };
              window.setInterval = (run) => { tick = run; return 0; };
              Date.now = () => real.now() + hours * 3_600_000;
              const client = new Client('ws://localhost', () => 'a.b.c', {state: (name) => states.push(name)});
              client.connect();
              hours = 1; tick();
              socket.onmessage({data: JSON.stringify({id: socket.sent.id, ok: true, result: {}})});
              hours = 2; tick();
              states.push('asked again');
              tick();
              client.close();
            } finally {
              Object.assign(window, {WebSocket: real.WebSocket, setInterval: real.setInterval});
              Date.now = real.now;
            }
            return states;""")
        self.assertEqual(["connecting", "asked again", "reconnecting"], states)

    def test_8_a_pasted_token_is_taken_out_of_its_header(self):
        token = self.browser.execute_script("""
            const form = document.createElement('scc-sign-in');
            form.language = 'en';
            document.body.append(form);
            let token;
            form.addEventListener('token', (event) => { token = event.detail; });
            return new Promise((done) => setTimeout(done)).then(async () => {
              for (form.tokenUrl = ''; !form.querySelector('textarea'); ) {
                await form.updateComplete;
                await new Promise((done) => setTimeout(done, 50));
                form.tokenUrl = '';
              }
              form.querySelector('textarea').value = ' Authorization: Bearer aaa.bbb\\n.ccc\\n';
              form.querySelector('form').requestSubmit();
              form.remove();
              return token;
            });""")
        self.assertEqual("aaa.bbb.ccc", token)

    def test_9_the_browser_reported_no_error(self):
        errors = [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]
        refused_sign_in = [error for error in errors if "/auth/token" in error and "401" in error]
        self.assertEqual([], [error for error in errors if error not in refused_sign_in])


if __name__ == "__main__":
    shutil.rmtree(TARGET / "profile", ignore_errors=True)
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    failed = len(result.failures) + len(result.errors)
    print(f"browser: {result.testsRun - failed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)
