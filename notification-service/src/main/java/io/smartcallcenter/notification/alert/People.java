package io.smartcallcenter.notification.alert;

/** How operators are named to people. */
final class People {

    private People() {}

    static String named(String name, String iface) {
        return name == null || name.equals(iface) ? iface : name + " (" + iface + ")";
    }
}
