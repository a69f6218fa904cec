package io.smartcallcenter.notification.customer;

import io.smartcallcenter.notification.customer.Customer.Stamp;
import java.text.Normalizer;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;

/** How customers are stored. Numbers and external ids are absent where there are none: their indexes are sparse. */
final class CustomerDocuments {

    static final String ID = "_id";
    static final String NUMBERS = "numbers";
    static final String EXTERNAL_ID = "externalId";
    static final String TAGS = "tags";
    static final String REVISION = "revision";
    static final String CHANGED_AT = "changedAt";
    static final String CHANGED_BY = "changedBy";

    /** The survivor's id, of a customer that was merged into another. */
    static final String MERGED_INTO = "mergedInto";

    /** What a merged customer still has to hand over: the document that it was. */
    static final String BRINGS = "brings";

    /** What sorting and searching by prefix goes by: lower case, compatible characters folded. */
    static final String LABEL_KEY = "labelKey";

    static final String NAME_KEY = "nameKey";
    static final String COMPANY_KEY = "companyKey";

    private CustomerDocuments() {}

    static Document of(Customer customer) {
        Profile profile = customer.profile();
        Document document = new Document(ID, customer.id());
        put(document, "name", profile.name());
        put(document, "company", profile.company());
        put(document, "email", profile.email());
        put(document, "note", profile.note());
        put(document, EXTERNAL_ID, profile.externalId());
        put(document, NUMBERS, profile.numbers().isEmpty() ? null : profile.numbers());
        put(document, TAGS, profile.tags().isEmpty() ? null : profile.tags());
        put(document, NAME_KEY, key(profile.name()));
        put(document, COMPANY_KEY, key(profile.company()));
        put(document, LABEL_KEY, profile.label() == null ? "" : key(profile.label()));
        return document.append(REVISION, customer.revision())
                .append("createdAt", Date.from(customer.created().at()))
                .append("createdBy", customer.created().by())
                .append(CHANGED_AT, Date.from(customer.changed().at()))
                .append(CHANGED_BY, customer.changed().by());
    }

    static Customer read(Document document) {
        return new Customer(
                document.getString(ID),
                profile(document),
                document.getLong(REVISION),
                new Stamp(document.getDate("createdAt").toInstant(), document.getString("createdBy")),
                new Stamp(document.getDate(CHANGED_AT).toInstant(), document.getString(CHANGED_BY)));
    }

    static Profile profile(Document document) {
        return new Profile(
                document.getString("name"),
                document.getString("company"),
                list(document, NUMBERS),
                document.getString("email"),
                list(document, TAGS),
                document.getString("note"),
                document.getString(EXTERNAL_ID));
    }

    /** Null in, null out. */
    static String key(String text) {
        return text == null
                ? null
                : Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static List<String> list(Document document, String field) {
        return document.getList(field, String.class, List.of());
    }

    private static void put(Document document, String field, Object value) {
        if (value != null) {
            document.append(field, value);
        }
    }
}
