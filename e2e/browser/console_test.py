"""What a supervisor sees on the console."""

import sys

from selenium.webdriver.common.by import By

from browser import BrowserTest
from suite import TARGET


class ConsoleTest(BrowserTest):
    def calls(self):
        """The rows of the calls table: call id -> state."""
        return self.browser.execute_script("""
            const rows = document.querySelectorAll('[data-testid="calls"] tr[data-call-id]');
            return Object.fromEntries([...rows].map((row) => [row.dataset.callId, row.dataset.state]));""")

    def test_1_a_wrong_password_is_refused_with_a_message(self):
        self.sign_in("supervisor", "not-the-password")
        self.assertTrue(self.found("problem").text)

    def test_2_a_supervisor_signs_in_and_the_page_is_live(self):
        self.sign_in("supervisor")
        self.is_live()
        self.assertEqual("supervisor", self.wait(lambda: self.find("user").text))

    def test_3_a_call_appears_is_answered_and_ends(self):
        # a call that is in the snapshot has appeared before
        self.wait(lambda: self.browser.execute_script("""
            const {snapshots} = document.querySelector('scc-console').live;
            return ['calls', 'queue:*'].every((channel) => snapshots.has(channel));"""))
        known = set(self.calls())
        states = {}

        def answered_and_gone():
            """Every new call is followed: the first ones may be given up by their callers."""
            calls = self.calls()
            for call in calls.keys() - known:
                states.setdefault(call, set()).add(calls[call])
            return next((call for call, seen in states.items() if "TALKING" in seen and call not in calls), None)

        call = self.wait(answered_and_gone, 600)
        print(f"    call {call}: {sorted(states[call])}, then gone", file=sys.stderr)

    def test_4_the_figures_of_a_queue_grow_while_one_looks(self):
        def answered():
            return sum(int(text) for text in self.texts("queue-answered") if text.isdigit())

        before = answered()
        self.wait(lambda: answered() > before)
        self.wait(self.calls)
        self.screenshot("console.png")
        self.assertTrue((TARGET / "console.png").stat().st_size > 10_000)

    def test_5_the_operators_are_there_with_the_state_of_their_phones(self):
        def devices():
            return self.browser.execute_script("""
                return [...document.querySelectorAll('[data-testid^="operator-PJSIP/"]')].map((row) => row.dataset.device);""")

        self.wait(lambda: devices() and all(devices()))

    def test_5_the_queues_say_what_their_operators_do(self):
        def counted():
            return [text for text in self.texts("queue-operators") if text[:1].isdigit()]

        self.assertRegex(self.wait(counted)[0], r"^\d+ (free|ringing|talking|paused|offline)")

    def test_6_the_page_speaks_russian(self):
        self.click(lambda: self.find("language-ru"))
        self.wait(lambda: self.browser.find_element(By.ID, "queues-title").text == "Очереди")
        self.click(lambda: self.find("language-en"))
        self.wait(lambda: self.browser.find_element(By.ID, "queues-title").text == "Queues")

    def test_7_a_page_that_was_cut_off_shows_the_same_as_a_fresh_one(self):
        self.browser.execute_script("""
            WebSocket.away = true;
            WebSocket.all.forEach((socket) => socket.close());""")
        self.wait(lambda: self.find("connection-state").get_attribute("data-state") == "reconnecting")
        cut_off = self.browser.current_window_handle
        known = self.rows()
        self.browser.switch_to.new_window("tab")
        self.addCleanup(self.back_to, cut_off)
        self.browser.get(self.suite.url)
        self.sign_in("supervisor")
        # a call that the first page knows nothing of is answered: operators and queues have changed since
        self.wait(lambda: any(state == "TALKING" and call not in known["calls"] for call, state in self.rows()["calls"].items()), 600)
        fresh = self.browser.current_window_handle

        def the_same():
            self.browser.switch_to.window(fresh)
            before = self.rows()
            self.browser.switch_to.window(cut_off)
            here = self.rows()
            self.browser.switch_to.window(fresh)
            return here == before == self.rows()

        self.browser.switch_to.window(cut_off)
        self.browser.execute_script("WebSocket.away = false")
        self.is_live()
        self.wait(the_same)

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

    def test_8_a_message_of_a_caller_is_shown(self):
        self.browser.execute_script("""
            const page = document.querySelector('scc-console');
            const data = {type: 'call.voicemail.recorded', callId: 'n/1', mailbox: '<b>700</b>', recording: 'm1', durationMs: 65_000, caller: '+77011234567'};
            page.live.event(-1, {type: `scc.${data.type}.v1`, time: '2026-01-01T00:00:00Z', data});
            page.requestUpdate();""")
        self.assertRegex(self.found("voicemail-m1").text, r"\+77011234567 <b>700</b> .*2026.* 1:05")

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

    def test_9_a_token_that_is_none_ends_the_session(self):
        for token in ("two words", "a.b.c"):
            with self.subTest(token):
                self.browser.execute_script("sessionStorage.setItem('scc.token', arguments[0])", token)
                self.browser.refresh()
                self.assertEqual("Your session has ended. Please sign in again.", self.found("problem").text)
                self.assertIsNone(self.browser.execute_script("return sessionStorage.getItem('scc.token')"))
