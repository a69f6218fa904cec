package io.smartcallcenter.gateway.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shares the slots out so that the nodes on them are balanced, and no node changes hands without need: a gateway that joins the owner
 * of one node gets empty slots. A slot with nodes goes only to gateways that know one of them.
 */
final class SlotShares {

    /**
     * A gateway that wants slots.
     *
     * @param used the slots of the nodes of its configuration
     * @param owned what it holds now
     * @param generation of the group, when it got them: of two who say that they own a slot the younger one is right
     */
    record Member(String id, Set<Integer> used, Collection<Integer> owned, int generation) {}

    private final Map<String, Member> members = new TreeMap<>();
    private final Map<Integer, String> owners = new HashMap<>();
    private final Map<String, TreeSet<Integer>> withNodes = new TreeMap<>();
    private final Map<String, TreeSet<Integer>> empty = new TreeMap<>();

    private SlotShares(Collection<Member> all, int slots) {
        all.forEach(member -> {
            members.put(member.id(), member);
            withNodes.put(member.id(), new TreeSet<>());
            empty.put(member.id(), new TreeSet<>());
        });
        members.values().stream()
                .sorted(Comparator.comparingInt(Member::generation))
                .forEach(member -> member.owned().forEach(slot -> owners.put(slot, member.id())));
        List<Integer> unusedSlots = new ArrayList<>();
        List<Integer> usedSlots = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            (knownBy(slot).isEmpty() ? unusedSlots : usedSlots).add(slot);
        }
        place(usedSlots, withNodes);
        balance(withNodes);
        place(unusedSlots, empty);
        balance(empty);
    }

    /** What each may have from now on. A slot that another one still holds is in nobody's share until it was given back. */
    static Map<String, Set<Integer>> of(Collection<Member> members, int slots) {
        SlotShares shares = new SlotShares(members, slots);
        Map<String, Set<Integer>> now = new TreeMap<>();
        shares.members.keySet().forEach(id -> now.put(id, shares.free(id)));
        return now;
    }

    private Set<Integer> free(String id) {
        Set<Integer> free = new TreeSet<>(withNodes.get(id));
        free.addAll(empty.get(id));
        free.removeIf(slot -> !owners.getOrDefault(slot, id).equals(id));
        return free;
    }

    private List<String> knownBy(int slot) {
        return members.values().stream()
                .filter(member -> member.used().contains(slot))
                .map(Member::id)
                .toList();
    }

    private boolean mayHave(String id, int slot) {
        List<String> knowing = knownBy(slot);
        return knowing.isEmpty() || knowing.contains(id);
    }

    /** Everything stays where it is; what nobody has goes to whoever has least. */
    private void place(List<Integer> slots, Map<String, TreeSet<Integer>> shares) {
        List<Integer> free = new ArrayList<>();
        for (int slot : slots) {
            String owner = owners.get(slot);
            if (owner != null && mayHave(owner, slot)) {
                shares.get(owner).add(slot);
            } else {
                free.add(slot);
            }
        }
        for (int slot : free) {
            members.keySet().stream()
                    .filter(id -> mayHave(id, slot))
                    .min(Comparator.comparingInt(id -> load(id, shares)))
                    .ifPresent(id -> shares.get(id).add(slot));
        }
    }

    /** Empty slots make up for those with nodes, so that everybody has some. */
    private int load(String id, Map<String, TreeSet<Integer>> shares) {
        return shares == withNodes
                ? withNodes.get(id).size()
                : withNodes.get(id).size() + empty.get(id).size();
    }

    private void balance(Map<String, TreeSet<Integer>> shares) {
        while (members.keySet().stream().anyMatch(id -> relieve(id, shares))) {
            // until nobody has two more than another one who could have one of them
        }
    }

    private boolean relieve(String id, Map<String, TreeSet<Integer>> shares) {
        for (int slot : shares.get(id).descendingSet()) {
            Optional<String> next = members.keySet().stream()
                    .filter(other -> mayHave(other, slot) && load(other, shares) <= load(id, shares) - 2)
                    .min(Comparator.comparingInt(other -> load(other, shares)));
            if (next.isPresent()) {
                shares.get(id).remove(slot);
                shares.get(next.get()).add(slot);
                return true;
            }
        }
        return false;
    }
}
