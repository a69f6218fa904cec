package io.smartcallcenter.gateway.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.gateway.ownership.SlotShares.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SlotSharesTest {

    private static final int SLOTS = 16;

    private static Member member(String id, Set<Integer> used, Integer... owned) {
        return new Member(id, used, List.of(owned), 1);
    }

    /** Shares out again until nobody has anything to give back. */
    private static Map<String, Set<Integer>> atRest(List<Member> members) {
        List<Member> now = members;
        while (true) {
            Map<String, Set<Integer>> shares = SlotShares.of(now, SLOTS);
            List<Member> next = new ArrayList<>();
            now.forEach(one -> next.add(new Member(one.id(), one.used(), shares.get(one.id()), one.generation() + 1)));
            if (shares.values().stream().mapToInt(Set::size).sum() == SLOTS) {
                return shares;
            }
            now = next;
        }
    }

    private static Integer[] all() {
        Integer[] all = new Integer[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            all[slot] = slot;
        }
        return all;
    }

    @Test
    void aLoneGatewayHasEverything() {
        assertThat(SlotShares.of(List.of(member("a", Set.of(3))), SLOTS).get("a"))
                .hasSize(SLOTS);
    }

    @Test
    void aNodeStaysWithItsOwnerWhenAnotherGatewayJoins() {
        Map<String, Set<Integer>> shares = atRest(List.of(member("a", Set.of(3), all()), member("b", Set.of(3))));

        assertThat(shares.get("a")).contains(3);
        assertThat(shares.get("b")).as("it is not alone, and knows it").hasSize(8);
    }

    @Test
    void nodesAreBalancedAndNotOnlySlots() {
        Set<Integer> used = Set.of(1, 2);

        Map<String, Set<Integer>> shares = atRest(List.of(member("a", used, all()), member("b", used)));

        assertThat(shares.get("a")).filteredOn(used::contains).hasSize(1);
        assertThat(shares.get("b")).filteredOn(used::contains).hasSize(1);
    }

    @Test
    void aSlotThatMovesIsNobodysUntilItWasGivenBack() {
        Set<Integer> used = Set.of(1, 2);

        Map<String, Set<Integer>> first = SlotShares.of(List.of(member("a", used, all()), member("b", used)), SLOTS);

        assertThat(first.get("b")).isEmpty();
        assertThat(first.get("a")).hasSize(8);
    }

    @Test
    void ofTwoWhoSayThatTheyOwnASlotTheYoungerOneIsRight() {
        Member old = new Member("a", Set.of(3), List.of(3), 1);
        Member young = new Member("b", Set.of(3), List.of(3), 2);

        assertThat(atRest(List.of(old, young)).get("b")).contains(3);
    }

    @Test
    void aNodeGoesOnlyToGatewaysThatKnowIt() {
        Map<String, Set<Integer>> shares =
                atRest(List.of(member("a", Set.of(1), all()), member("b", Set.of(1, 2)), member("c", Set.of())));

        assertThat(shares.get("b")).contains(2);
        assertThat(shares.get("c")).doesNotContain(1, 2).isNotEmpty();
    }

    /** Members come and go, with other configurations: it comes to rest, and every slot has one owner who may have it. */
    @RepeatedTest(200)
    void everySlotHasOneOwner(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Map<String, Collection<Integer>> held = new HashMap<>();
        for (int change = 0; change < 6; change++) {
            List<Member> members = new ArrayList<>();
            int gateways = 1 + random.nextInt(4);
            for (int i = 0; i < gateways; i++) {
                Set<Integer> used = new HashSet<>();
                int nodes = random.nextInt(6);
                for (int node = 0; node < nodes; node++) {
                    used.add(random.nextInt(SLOTS));
                }
                members.add(new Member("g" + i, used, held.getOrDefault("g" + i, Set.of()), change));
            }
            Map<String, Set<Integer>> shares = atRest(members);

            List<Integer> slots = shares.values().stream().flatMap(Set::stream).toList();
            assertThat(slots).hasSize(SLOTS).doesNotHaveDuplicates();
            for (Member member : members) {
                for (int slot : shares.get(member.id())) {
                    boolean known = members.stream().anyMatch(one -> one.used().contains(slot));
                    assertThat(!known || member.used().contains(slot)).isTrue();
                }
            }
            held.clear();
            held.putAll(shares);
        }
    }
}
