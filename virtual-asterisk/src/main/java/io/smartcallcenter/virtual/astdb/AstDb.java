package io.smartcallcenter.virtual.astdb;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What outlives a restart of the PBX, as Asterisk's database file does. Belongs to the PBX's thread. */
public final class AstDb {

    private final Map<String, String> recordings = new TreeMap<>();
    private final Map<String, Map<String, SavedMember>> members = new LinkedHashMap<>();
    private final Set<String> away = new HashSet<>();
    private long lastSecond;
    private long channels;
    private long cdrs;

    /**
     * Numbers start anew with each boot: Uniqueids are told apart by the second before them. In the same second they go on, because
     * this PBX can boot within one; the real one cannot.
     */
    public void booted(long second) {
        if (second > lastSecond) {
            channels = 0;
            cdrs = 0;
        }
    }

    /** The number after the dot of a Uniqueid. */
    public long nextChannel(long second) {
        lastSecond = second;
        return channels++;
    }

    /** Phones are there unless they have said goodbye. */
    public boolean registered(String resource) {
        return !away.contains(resource);
    }

    public void registered(String resource, boolean yes) {
        if (yes) {
            away.remove(resource);
        } else {
            away.add(resource);
        }
    }

    /** The dynamic members of a queue. */
    public Collection<SavedMember> members(String queue) {
        return List.copyOf(members.getOrDefault(queue, Map.of()).values());
    }

    public void save(String queue, SavedMember member) {
        members.computeIfAbsent(queue, any -> new LinkedHashMap<>()).put(member.device(), member);
    }

    public void forget(String queue, String device) {
        members.getOrDefault(queue, new LinkedHashMap<>()).remove(device);
    }

    /** Finished recordings: name and format. */
    public Map<String, String> recordings() {
        return recordings;
    }

    /** The column {@code sequence} of the CDR. */
    public long nextCdr() {
        return cdrs++;
    }
}
