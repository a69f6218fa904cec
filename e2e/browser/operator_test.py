"""What an operator sees on the console: who calls."""

import json

from browser import BrowserTest

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> Ann Lee"


def everybody():
    """All the numbers that test calls come from, as customers of the same name with twenty numbers each."""
    quoted = HOSTILE.replace('"', '""')
    rows = ["name,company,numbers,tags,note"]
    for first in range(0, 10_000, 20):
        numbers = ";".join(f"7900555{number:04d}" for number in range(first, first + 20))
        rows.append(f'"{quoted}",Lee & Sons,{numbers},vip;wholesale,Prefers the morning')
    return "\n".join(rows) + "\n"


class OperatorTest(BrowserTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        report = cls.suite.api("supervisor", "POST", "/api/customers/import", everybody(), {"Content-Type": "text/csv"})
        # in a suite that runs already an earlier run may have added them
        assert report["added"] + report["unchanged"] == 500, report

    def watch_my_calls(self):
        """The page itself notes all that its panel shows: a phone may ring and be answered between two looks from here."""
        self.browser.execute_script("""
            const page = document.querySelector('scc-console');
            window.myCalls = {};
            const look = () => page.querySelectorAll('[data-testid="my-call"]').forEach((call) => {
              const card = call.querySelector('[data-testid="customer-card"]');
              const name = call.querySelector('[data-testid="customer-name"]');
              const shown = JSON.stringify([call.dataset.state, card?.dataset.moment, name?.textContent]);
              (window.myCalls[call.dataset.callId] ??= {})[shown] = true;
            });
            new MutationObserver(look).observe(page, {subtree: true, childList: true, attributes: true, characterData: true});
            look();""")

    def shown_calls(self):
        """What the panel has shown: of each call, (its state, the moment of its card, the card's text)."""
        shown = self.browser.execute_script("return Object.values(window.myCalls).map((call) => Object.keys(call));")
        return [{tuple(json.loads(each)) for each in call} for call in shown]

    def test_1_an_operator_sees_how_they_stand(self):
        self.sign_in("operator")
        self.assertTrue(self.wait(lambda: self.find("my-state").get_attribute("data-device")))
        self.assertEqual([], self.browser.find_elements("css selector", "scc-alerts"))

    def test_2_the_card_is_there_while_the_phone_rings_and_after_the_answer(self):
        rang, talked = ("RINGING", "OFFERED", HOSTILE), ("TALKING", "ANSWERED", HOSTILE)
        self.watch_my_calls()
        # the card of a phone that rings for a second may come too late on a slow machine: then the next call counts
        self.wait(lambda: any({rang, talked} <= shown for shown in self.shown_calls()), 900)
        self.screenshot("operator.png")

    def test_3_their_figures_of_today_are_counted(self):
        self.wait(lambda: any(text.isdigit() and int(text) > 0 for text in self.texts("my-answered")))

    def test_4_everything_on_a_card_is_text(self):
        """A card with all there can be, put into the state of the page; its address is no page of the web."""
        shown = self.browser.execute_script("""
            const console = document.querySelector('scc-console');
            const {live} = console, hostile = arguments[0], agent = {interface: live.me, name: hostile};
            const at = '2026-01-01T00:00:00Z';
            const event = (data, offset) => live.event(offset, {type: `scc.${data.type}.v1`, time: at, source: '/ari-gateway/n', data});
            event({type: 'call.offer.started', callId: 'n/hostile', offerId: 'n/o', agent}, 1e12);
            event({type: 'customer.card', callId: 'n/hostile', offerId: 'n/o', moment: 'OFFERED', agent,
              caller: {name: hostile, number: hostile},
              customer: {id: 'c', name: hostile, company: hostile, numbers: [hostile], tags: [hostile, 'VIP'],
                email: hostile, note: hostile, url: 'javascript:document.title="owned"'},
              lastCalls: [{callId: 'n/0', at, queue: hostile, operator: {interface: 'x', name: hostile}, answered: true}],
              comments: [{at, by: hostile, text: hostile}]}, 1e12 + 1);
            console.requestUpdate();
            return console.updateComplete.then(() => {
              const call = document.querySelector('[data-call-id="n/hostile"]');
              const count = (selector) => call.querySelectorAll(selector).length;
              const shown = [count('a, img'), count('.vip'), call.textContent.split(hostile).length - 1];
              event({type: 'call.offer.ended', callId: 'n/hostile', offerId: 'n/o', agent, outcome: 'CANCELLED'}, 1e12 + 2);
              return [...shown, live.calls.has('n/hostile')];
            });""", HOSTILE)
        # name, company, number, tag, e-mail, note, queue and operator of the last call, author and text of the comment
        self.assertEqual([0, 1, 10, False], shown)
        self.assertNotIn("owned", self.browser.title)


class CallersForSupervisorsTest(BrowserTest):

    def test_a_supervisor_sees_the_customers_name_at_the_call_and_at_the_operator(self):
        self.sign_in("supervisor")
        self.wait(lambda: HOSTILE in self.texts("call-name"))
        self.wait(lambda: HOSTILE in self.texts("operator-caller"))
        self.assertNotIn("owned", self.browser.title)
