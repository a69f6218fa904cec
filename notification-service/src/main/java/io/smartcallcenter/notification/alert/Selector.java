package io.smartcallcenter.notification.alert;

/**
 * A name, or a pattern of names.
 *
 * @param pattern {@code *} stands for any characters, also for none
 */
public record Selector(String pattern) {

    public static final Selector ALL = new Selector("*");

    public boolean exact() {
        return pattern.indexOf('*') < 0;
    }

    /** By backing up to the last star only: linear for all but odd patterns, and never more than pattern times name. */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int tried = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                tried = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++tried;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
