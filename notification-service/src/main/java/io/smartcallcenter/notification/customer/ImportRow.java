package io.smartcallcenter.notification.customer;

import io.smartcallcenter.defaults.query.Problems.Violation;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * A row of an import that can be kept.
 *
 * @param line where it begins
 * @param profile what it says; null and empty = nothing
 */
record ImportRow(long line, Profile profile) {

    static final List<String> COLUMNS = List.of("name", "company", "numbers", "email", "tags", "note", "external_id");

    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[;,\\r\\n]+");
    private static final Pattern BETWEEN_TAGS = Pattern.compile("[;,]");

    /** What is wrong with a row, or the row. */
    record Read(ImportRow row, ImportReport.BadRow bad) {}

    /** @param line where the record begins */
    static Read of(CSVRecord record, long line, PhoneNumbers phones) {
        CustomerBody body = new CustomerBody(
                cell(record, "name"),
                cell(record, "company"),
                parts(cell(record, "numbers"), BETWEEN_NUMBERS),
                cell(record, "email"),
                parts(cell(record, "tags"), BETWEEN_TAGS),
                cell(record, "note"),
                cell(record, "external_id"));
        ProfileReader reader = new ProfileReader(phones);
        Profile profile = reader.profile(body);
        if (!reader.violations().isEmpty()) {
            Violation first = reader.violations().get(0);
            return new Read(null, new ImportReport.BadRow(line, column(first.field()), first.message(), null));
        }
        return new Read(new ImportRow(line, profile), null);
    }

    /** What a stored customer becomes: a text replaces, numbers and tags are added, an empty cell says nothing. */
    Profile over(Profile stored) {
        return new Profile(
                or(profile.name(), stored.name()),
                or(profile.company(), stored.company()),
                union(stored.numbers(), profile.numbers()),
                or(profile.email(), stored.email()),
                union(stored.tags(), profile.tags()),
                or(profile.note(), stored.note()),
                or(profile.externalId(), stored.externalId()));
    }

    private static String or(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static List<String> union(List<String> some, List<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static String column(String field) {
        int bracket = field.indexOf('[');
        return bracket < 0 ? field : field.substring(0, bracket);
    }

    /** An export guards what a spreadsheet would take for a formula by an apostrophe. */
    private static String cell(CSVRecord record, String column) {
        if (!record.isMapped(column) || !record.isSet(column)) {
            return null;
        }
        String text = record.get(column);
        boolean guarded = text.length() > 1 && text.charAt(0) == '\'' && "=+-@\t\r\n".indexOf(text.charAt(1)) >= 0;
        return guarded ? text.substring(1) : text;
    }

    private static List<String> parts(String cell, Pattern between) {
        return cell == null
                ? List.of()
                : Arrays.stream(between.split(cell.strip()))
                        .map(String::strip)
                        .map(part -> part.startsWith("'+") ? part.substring(1) : part)
                        .filter(part -> !part.isBlank())
                        .toList();
    }
}
