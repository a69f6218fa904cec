package io.smartcallcenter.notification.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where events may go: to addresses of the public Internet, unless others are allowed. A name is resolved for each request, and the
 * request goes to the address that was looked at, so that no name can change in between.
 */
final class Targets {

    private final boolean privateAllowed;

    Targets(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    boolean privateAllowed() {
        return privateAllowed;
    }

    /** Not allowed. */
    static final class Blocked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Blocked() {
            super("the host is, or resolves to, a private or loopback address");
        }
    }

    /**
     * Waits for the name server.
     *
     * @throws Blocked if one of its addresses is not allowed
     */
    InetAddress resolve(URI url) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(url.getHost());
        if (!privateAllowed && !Arrays.stream(found).allMatch(Targets::isPublic)) {
            throw new Blocked();
        }
        return found[ThreadLocalRandom.current().nextInt(found.length)];
    }

    /** By the special-purpose registries of IANA (RFC 6890). */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6((Inet6Address) address, bytes);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        int a = bytes[from] & 0xff;
        int b = bytes[from + 1] & 0xff;
        int c = bytes[from + 2] & 0xff;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a == 100 && b >= 64 && b < 128
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113
                || a >= 224;
        return !special;
    }

    /** Those that carry an address of version 4 are looked at as such: NAT64 and 6to4; Teredo is never needed. */
    private static boolean isPublic6(Inet6Address address, byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc || address.isIPv4CompatibleAddress()) {
            return false;
        }
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x64 && second == 0xff9b) {
            return isPublic4(bytes, 12);
        }
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        return !(first == 0x2001 && (second == 0 || second == 0xdb8)) && (bytes[0] & 0xe0) == 0x20;
    }
}
