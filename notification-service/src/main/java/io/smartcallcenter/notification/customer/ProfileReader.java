package io.smartcallcenter.notification.customer;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.defaults.query.WrittenText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what people say of a customer; everything that is wrong with it is named at once. */
final class ProfileReader {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_EMAIL = 254;
    static final int LONGEST_TAG = 50;
    static final int LONGEST_NOTE = 4000;
    static final int LONGEST_EXTERNAL_ID = 128;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,189}");

    /** They separate tags and numbers in a cell of CSV. */
    private static final Pattern SEPARATORS = Pattern.compile("[;,]");

    private final PhoneNumbers phones;
    private final List<Violation> violations = new ArrayList<>();
    private final WrittenText text = new WrittenText("body", violations);

    ProfileReader(PhoneNumbers phones) {
        this.phones = phones;
    }

    List<Violation> violations() {
        return violations;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names each wrong field */
    static Profile read(CustomerBody body, PhoneNumbers phones) {
        if (body == null) {
            throw Problems.unreadable(List.of(new Violation("body", "body", "is missing")));
        }
        ProfileReader reader = new ProfileReader(phones);
        Profile profile = reader.profile(body);
        if (profile.name() == null && profile.company() == null && reader.violations.isEmpty()) {
            reader.text.wrong("name", "is empty, and company too");
        }
        if (!reader.violations.isEmpty()) {
            throw Problems.unreadable(reader.violations);
        }
        return profile;
    }

    /** To be looked at only if there are no violations. */
    Profile profile(CustomerBody body) {
        return new Profile(
                text.line("name", body.name(), LONGEST_NAME),
                text.line("company", body.company(), LONGEST_NAME),
                numbers(body.numbers()),
                email(body.email()),
                tags(body.tags()),
                text.lines("note", body.note(), LONGEST_NOTE),
                text.line("external_id", body.externalId(), LONGEST_EXTERNAL_ID));
    }

    private List<String> numbers(List<String> written) {
        Set<String> numbers = new LinkedHashSet<>();
        if (tooMany("numbers", written, Profile.MOST_NUMBERS)) {
            return List.of();
        }
        for (int i = 0; written != null && i < written.size(); i++) {
            String number = phones.canonical(written.get(i));
            if (number == null) {
                text.wrong("numbers[" + i + "]", "is no telephone number");
            } else {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }

    private List<String> tags(List<String> written) {
        Set<String> tags = new LinkedHashSet<>();
        if (tooMany("tags", written, Profile.MOST_TAGS)) {
            return List.of();
        }
        for (int i = 0; written != null && i < written.size(); i++) {
            String field = "tags[" + i + "]";
            String tag = text.line(field, written.get(i), LONGEST_TAG);
            if (tag != null && SEPARATORS.matcher(tag).find()) {
                text.wrong(field, "has a comma or a semicolon");
            } else if (tag != null) {
                tags.add(tag);
            }
        }
        return List.copyOf(tags);
    }

    private boolean tooMany(String field, List<String> written, int most) {
        boolean tooMany = written != null && written.size() > most;
        if (tooMany) {
            text.wrong(field, "are more than " + most);
        }
        return tooMany;
    }

    private String email(String written) {
        String email = text.line("email", written, LONGEST_EMAIL);
        if (email != null && !EMAIL.matcher(email).matches()) {
            text.wrong("email", "is no e-mail address");
            return null;
        }
        return email;
    }
}
