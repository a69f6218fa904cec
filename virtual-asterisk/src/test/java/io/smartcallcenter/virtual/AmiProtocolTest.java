package io.smartcallcenter.virtual;

import static io.smartcallcenter.virtual.Stage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of the Manager Interface may expect, over a real socket. */
class AmiProtocolTest {

    private VirtualAsterisk asterisk;

    @BeforeEach
    void start() {
        asterisk = VirtualAsterisk.start(Fixture.options().speed(20));
    }

    @AfterEach
    void stop() {
        asterisk.close();
    }

    private static String message(List<Map<String, String>> answer) {
        return answer.get(0).get("Message");
    }

    @Test
    void theBannerComesBeforeTheLogin() {
        try (AmiClient ami = new AmiClient(asterisk.amiPort())) {
            soon().until(() -> ami.banner() != null);
            assertThat(ami.banner()).isEqualTo("Asterisk Call Manager/11.0.0");
            assertThat(message(ami.action("QueueStatus"))).isEqualTo("Permission denied");
        }
    }

    @Test
    void aWrongSecretEndsTheConnection() {
        try (AmiClient ami = new AmiClient(asterisk.amiPort())) {
            assertThat(message(ami.action("Login", "Username", "scc", "Secret", "guess")))
                    .isEqualTo("Authentication failed");
            soon().until(() -> ami.closed().isDone());
        }
    }

    @Test
    void theSecretCanBeProvedWithoutSendingIt() throws Exception {
        try (AmiClient ami = new AmiClient(asterisk.amiPort())) {
            String challenge = ami.action("Challenge", "AuthType", "MD5").get(0).get("Challenge");
            byte[] digest = MessageDigest.getInstance("MD5").digest((challenge + Fixture.AMI_PASSWORD).getBytes());
            assertThat(message(ami.action(
                            "Login",
                            "AuthType",
                            "MD5",
                            "Username",
                            "scc",
                            "Key",
                            HexFormat.of().formatHex(digest))))
                    .isEqualTo("Authentication accepted");
            soon().until(() -> !ami.events("FullyBooted").isEmpty());
        }
    }

    @Test
    void onlyTheWantedClassesArrive() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "agent")) {
            assertThat(ami.events("FullyBooted")).isEmpty();
            asterisk.call("79010000001", "700", CallerPlan.PASSIVE);
            soon().until(() -> !ami.events("AgentCalled").isEmpty());
            assertThat(ami.events()).allMatch(event -> event.get("Privilege").equals("agent,all"));
        }
    }

    @Test
    void filtersLetThroughAndKeepAway() {
        // No phone rings until it is missed, and paused for that.
        try (VirtualAsterisk still = VirtualAsterisk.start(Fixture.options().speed(0));
                AmiClient ami = AmiClient.loggedIn(still, "on")) {
            ami.action("Filter", "Operation", "Add", "Filter", "Event: Queue.*");
            ami.action("Filter", "Operation", "Add", "Filter", "!Event: QueueMemberStatus");
            int before = ami.events().size();
            Call call = still.call("79010000001", "701", CallerPlan.PASSIVE);
            soon().until(() -> !ami.events("QueueCallerJoin").isEmpty());
            call.hangup();
            // The last thing that the filter lets through: everything that it keeps away would have come before.
            soon().until(() -> !ami.events("QueueCallerLeave").isEmpty());
            assertThat(ami.events().subList(before, ami.events().size()))
                    .extracting(event -> event.get("Event"))
                    .containsOnly("QueueCallerJoin", "QueueCallerAbandon", "QueueCallerLeave");
        }
    }

    @Test
    void actionsAnswerAsTheRealOne() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "off")) {
            assertThat(ami.action("Ping").get(0)).containsEntry("Ping", "Pong");
            assertThat(ami.action("CoreSettings").get(0)).containsEntry("AsteriskVersion", "22.10.1");
            assertThat(ami.action("CoreStatus").get(0)).containsKeys("CoreStartupDate", "CoreStartupTime");
            assertThat(message(ami.action("Nonsense")))
                    .isEqualTo(
                            "Invalid/unknown command: Nonsense. Use Action: ListCommands to show available commands.");
            assertThat(message(ami.action("QueuePause", "Interface", "PJSIP/9", "Paused", "true")))
                    .isEqualTo("Interface not found");
            String[] member = {"Queue", "backup", "Interface", "PJSIP/0003", "Penalty", "1", "MemberName", "Agent Three"
            };
            assertThat(message(ami.action("QueueAdd", member))).isEqualTo("Added interface to queue");
            assertThat(message(ami.action("QueueAdd", member))).isEqualTo("Unable to add interface: Already there");
            assertThat(message(
                            ami.action("QueuePenalty", "Queue", "backup", "Interface", "PJSIP/0003", "Penalty", "3")))
                    .isEqualTo("Interface penalty set successfully");
            assertThat(message(ami.action("QueueRemove", "Queue", "backup", "Interface", "PJSIP/0003")))
                    .isEqualTo("Removed interface from queue");
            assertThat(message(ami.action("QueueWithdrawCaller", "Queue", "backup")))
                    .isEqualTo("Need 'Queue' and 'Caller' parameters.");
            assertThat(message(ami.action("QueueWithdrawCaller", "Queue", "none", "Caller", "x")))
                    .contains("No such queue");
            assertThat(message(ami.action("QueueWithdrawCaller", "Queue", "backup", "Caller", "x")))
                    .contains("No such caller");
            assertThat(message(ami.action("Hangup", "Channel", "PJSIP/none"))).isEqualTo("No such channel");
            assertThat(ami.action("Logoff").get(0)).containsEntry("Response", "Goodbye");
            soon().until(() -> ami.closed().isDone());
        }
    }

    @Test
    void aStrategyIsWrittenAndHoldsAfterTheReload() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "off")) {
            String[] toRinging = strategy("support", "ringall");
            assertThat(ami.action("UpdateConfig", toRinging).get(0)).containsEntry("Response", "Success");
            assertThat(strategyOf(ami, "support")).isEqualTo("leastrecent");
            assertThat(message(ami.action("QueueReload", "Queue", "support", "Parameters", "yes")))
                    .isEqualTo("Queue reloaded successfully");
            assertThat(strategyOf(ami, "support")).isEqualTo("ringall");
            assertThat(message(ami.action("UpdateConfig", strategy("none", "ringall"))))
                    .isEqualTo("Given category does not exist");
        }
    }

    private static String[] strategy(String queue, String strategy) {
        return new String[] {
            "SrcFilename",
            "queues.conf",
            "DstFilename",
            "queues.conf",
            "Action-000000",
            "Update",
            "Cat-000000",
            queue,
            "Var-000000",
            "strategy",
            "Value-000000",
            strategy
        };
    }

    private static String strategyOf(AmiClient ami, String queue) {
        return ami.action("QueueStatus", "Queue", queue).stream()
                .filter(packet -> "QueueParams".equals(packet.get("Event")))
                .map(packet -> packet.get("Strategy"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aResponseComesBeforeTheEventsThatTheActionCauses() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "agent")) {
            for (String[] action : new String[][] {
                {"QueueAdd", "Queue", "backup", "Interface", "PJSIP/0003"},
                {"QueuePause", "Queue", "backup", "Interface", "PJSIP/0003", "Paused", "true"},
                {"QueuePenalty", "Queue", "backup", "Interface", "PJSIP/0003", "Penalty", "3"},
                {"QueueMemberRinginuse", "Queue", "backup", "Interface", "PJSIP/0003", "RingInUse", "yes"},
                {"QueueRemove", "Queue", "backup", "Interface", "PJSIP/0003"}
            }) {
                int before = ami.received().size();
                ami.action(action[0], Arrays.copyOfRange(action, 1, action.length));
                soon().until(() -> ami.received().size() >= before + 2);
                assertThat(ami.received().get(before)).as(action[0]).containsEntry("Response", "Success");
                assertThat(ami.received().get(before + 1)).as(action[0]).containsKey("Event");
            }
        }
    }

    @Test
    void aCharacterMayBeSplitOverTwoSegments() throws Exception {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "agent")) {
            String add = "Action: QueueAdd\r\n"
                    + "Queue: backup\r\n"
                    + "Interface: PJSIP/0003\r\n"
                    + "MemberName: Agent \uD83D\uDCDE\r\n\r\n";
            byte[] bytes = add.getBytes(StandardCharsets.UTF_8);
            int inside = add.indexOf('\uD83D') + 2;
            ami.raw(Arrays.copyOf(bytes, inside));
            // An answer on another connection: the first part has been read.
            try (AmiClient other = AmiClient.loggedIn(asterisk, "off")) {
                other.action("Ping");
            }
            ami.raw(Arrays.copyOfRange(bytes, inside, bytes.length));
            soon().until(() -> !ami.events("QueueMemberAdded").isEmpty());
            assertThat(ami.events("QueueMemberAdded").get(0)).containsEntry("MemberName", "Agent \uD83D\uDCDE");
        }
    }

    @Test
    void endlessInputEndsTheConnection() throws Exception {
        try (AmiClient ami = new AmiClient(asterisk.amiPort())) {
            try {
                ami.raw(new byte[200_000]);
            } catch (SocketException ended) {
                // The end may come before the last byte is written.
            }
            soon().until(() -> ami.closed().isDone());
        }
    }

    @Test
    void aPauseInAllQueuesIsToldForEach() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "agent")) {
            ami.action("QueuePause", "Interface", "PJSIP/0002", "Paused", "true", "Reason", "break");
            soon().until(() -> ami.events("QueueMemberPause").size() >= 5);
            assertThat(ami.events("QueueMemberPause"))
                    .extracting(event -> event.get("Queue"))
                    .containsExactlyInAnyOrder("support", "sales", "vip", "tiers", "rr");
            assertThat(asterisk.queueLog()).anyMatch(line -> line.endsWith("|NONE|NONE|Agent Two|PAUSEALL|break"));
        }
    }

    @Test
    void statusShowsWaitingCallersAndTheirChannels() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "off")) {
            asterisk.register("0001", false);
            String id = asterisk.call("79010000001", "700", CallerPlan.PASSIVE)
                    .uniqueid()
                    .join();
            soon().until(() -> ami.action("QueueStatus", "Queue", "support").stream()
                    .anyMatch(item -> id.equals(item.get("Uniqueid"))));
            List<Map<String, String>> status = ami.action("QueueStatus", "Queue", "support");
            assertThat(status.get(status.size() - 1)).containsEntry("ListItems", "5");
            assertThat(status)
                    .anyMatch(item -> "PJSIP/0001".equals(item.get("Location")) && "5".equals(item.get("Status")));
            assertThat(ami.action("QueueSummary", "Queue", "support").get(1)).containsEntry("Callers", "1");
            assertThat(ami.action("CoreShowChannels"))
                    .anyMatch(item -> id.equals(item.get("Uniqueid")) && "Queue".equals(item.get("Application")));
        }
    }

    @Test
    void aCallerIsWithdrawnOnce() {
        // The caller is gone when the time goes on.
        try (VirtualAsterisk still = VirtualAsterisk.start(Fixture.options().speed(0));
                AmiClient ami = AmiClient.loggedIn(still, "on")) {
            still.call("79010000001", "709").uniqueid().join();
            soon().until(() -> !ami.events("QueueCallerJoin").isEmpty());
            String[] withdrawal = {"Queue", "support", "Caller", "PJSIP/trunk-00000000", "WithdrawInfo", "closed"};
            assertThat(ami.action("QueueWithdrawCaller", withdrawal).get(0)).containsEntry("Response", "Success");
            assertThat(message(ami.action("QueueWithdrawCaller", withdrawal))).contains("Already requested");
        }
    }

    @Test
    void aCallerCannotWriteLinesIntoTheProtocol() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "call")) {
            asterisk.call("1\r\nEvent: Hangup\r\n\r\n", "700", CallerPlan.PASSIVE);
            soon().until(() -> !ami.events("Newchannel").isEmpty());
            assertThat(ami.events("Newchannel").get(0).get("CallerIDNum")).isEqualTo("1  Event: Hangup");
            ami.action("Ping");
            assertThat(ami.events("Hangup")).isEmpty();
        }
    }
}
