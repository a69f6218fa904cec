package io.smartcallcenter.notification.customer;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.customer.ContactStore.Said;
import io.smartcallcenter.notification.customer.CustomerRefused.Reason;
import io.smartcallcenter.notification.customer.CustomerStore.Replaced;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Customers as the database keeps them. */
@Tag("storage")
class CustomerStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ONE = "+77010000001";
    private static final String TWO = "+77010000002";

    private final Database database = new Database();
    private final CustomerStore store = new CustomerStore(database.client(), database.name);
    private final CommentStore comments = new CommentStore(database.client(), database.name);
    private final ContactStore contacts = new ContactStore(database.client(), database.name);
    private final AuditStore audit = new AuditStore(database.client(), database.name);
    private final Customers customers = new Customers(store, comments, CLOCK);
    private final Merge merge = new Merge(store, comments, customers);
    private final Erasures erasures = new Erasures(customers, contacts, comments, audit, CLOCK);

    @BeforeEach
    void prepare() {
        result(store.prepare().chain(comments::prepare).chain(contacts::prepare).chain(audit::prepare));
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static Profile profile(String name, String company, String externalId, String... numbers) {
        return new Profile(name, company, List.of(numbers), null, List.of("vip"), null, externalId);
    }

    private Customer create(String name, String... numbers) {
        return result(customers.create(profile(name, null, null, numbers), "anna"));
    }

    private static void refused(Reason reason, String whose, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CustomerRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.customer()).isEqualTo(whose);
        });
    }

    /** Of two who create the indexes of a collection at the same time FerretDB refuses one. */
    @Test
    void manyMayWriteBeforeTheIndexesAreThere() {
        for (int round = 0; round < 5; round++) {
            CustomerStore fresh = new CustomerStore(database.client(), TestDatabase.freshName());
            List<Uni<Boolean>> inserts = Stream.of("1", "2", "3", "4", "5", "6", "7", "8")
                    .map(each -> Customer.first(
                            each, profile(each, null, null, "+7701000000" + each), new Customer.Stamp(NOW, "anna")))
                    .map(fresh::insert)
                    .toList();

            assertThat(result(Uni.join().all(inserts).andCollectFailures())).containsOnly(true);
        }
    }

    @Test
    void aCustomerComesBackAsItWasByIdAndByEachNumber() {
        Profile full = new Profile(
                "Änne \"A\" 李", "Lee & Sons", List.of(ONE, "0001"), "a@b.c", List.of("b", "a"), "two\nlines", "crm-1");
        Customer ann = result(customers.create(full, "anna"));

        assertThat(result(customers.find(ann.id()))).isEqualTo(ann);
        assertThat(ann.profile()).isEqualTo(full);
        assertThat(ann.created()).isEqualTo(new Customer.Stamp(NOW, "anna"));
        for (String number : full.numbers()) {
            assertThat(result(store.ofNumber(number))).contains(ann);
        }
        assertThat(result(store.ofNumber("0002"))).isEmpty();
        assertThat(result(store.owners(List.of(TWO, "0001"), List.of("crm-2")))).containsExactly(ann);
        assertThat(result(store.owners(List.of(), List.of("crm-1")))).containsExactly(ann);
        assertThat(result(store.owners(List.of(), List.of()))).isEmpty();
    }

    @Test
    void aNumberAndAnExternalIdBelongToOneWhoeverWritesThem() {
        Customer ann = result(customers.create(profile("Ann", null, "crm-1", ONE), "anna"));
        Customer bob = create("Bob", TWO);

        refused(Reason.TAKEN, ann.id(), () -> create("Carl", "+77010000003", ONE));
        refused(Reason.TAKEN, ann.id(), () -> result(customers.create(profile("Carl", null, "crm-1"), "anna")));
        refused(
                Reason.TAKEN,
                ann.id(),
                () -> result(customers.replace(bob.id(), 1, profile("Bob", null, null, TWO, ONE), "anna")));
        assertThat(result(store.ofNumber("+77010000003"))).as("nothing of it").isEmpty();
        assertThat(result(customers.find(bob.id()))).isEqualTo(bob);

        // those without are no duplicates of each other
        create("Dora");
        create("Emil");
        assertThat(database.indexes("customers"))
                .filteredOn(index -> Boolean.TRUE.equals(index.get("unique")))
                .extracting(index -> index.get("key", Document.class).keySet().toString())
                .contains("[numbers]", "[externalId]");
    }

    @Test
    void ofTwoWhoHaveReadTheSameOneIsTold() {
        Customer ann = create("Ann", ONE);
        Customer next = result(customers.replace(ann.id(), 1, profile("Ann Li", null, null, TWO), "bert"));

        assertThat(next.revision()).isEqualTo(2);
        assertThat(result(store.replace(ann, 1))).isEqualTo(Replaced.STALE);
        refused(Reason.STALE, null, () -> result(customers.replace(ann.id(), 1, ann.profile(), "carl")));
        refused(Reason.STALE, null, () -> result(customers.delete(ann.id(), 1)));
        assertThat(result(store.ofNumber(ONE))).as("given back").isEmpty();
        result(customers.delete(ann.id(), 2));
        refused(Reason.NO_CUSTOMER, null, () -> result(customers.find(ann.id())));
        create("Bob", TWO);
    }

    @Test
    void listsAreInTheOrderOfNamesAndPagesHaveEachOnce() {
        for (String name : List.of("bert", "Anna", "ÄNNE", "anna", "Zoë", "carl", "anna")) {
            create(name);
        }
        result(customers.create(profile(null, "beta & Co", null), "anna"));

        List<Customer> all = list(new CustomerQuery(null, null, null, null, 100));
        assertThat(all)
                .extracting(each -> CustomerDocuments.key(each.profile().label()))
                .containsExactly("anna", "anna", "anna", "bert", "beta & co", "carl", "zoë", "änne");
        List<Customer> paged = new ArrayList<>();
        CustomerQuery.Place after = null;
        List<Customer> page;
        do {
            page = list(new CustomerQuery(null, null, null, after, 2));
            List<Customer> shown = page.subList(0, Math.min(2, page.size()));
            paged.addAll(shown);
            Customer last = shown.get(shown.size() - 1);
            after = new CustomerQuery.Place(CustomerDocuments.key(last.profile().label()), last.id());
        } while (page.size() > 2);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void aSearchGoesByTheBeginningOfNameOrCompanyByTagAndByNumber() {
        Customer ann = create("Ann Lee", ONE);
        Customer firm = result(customers.create(
                new Profile("Zed", "ANN & Sons", List.of(TWO), null, List.of("b2b"), null, null), "anna"));
        create("Joann");

        assertThat(list(new CustomerQuery(null, "aNN", null, null, 10))).containsExactly(ann, firm);
        assertThat(list(new CustomerQuery(null, "ann", "b2b", null, 10))).containsExactly(firm);
        assertThat(list(new CustomerQuery(ONE, null, "vip", null, 10))).containsExactly(ann);
        assertThat(list(new CustomerQuery(ONE, null, "b2b", null, 10))).isEmpty();
        assertThat(list(new CustomerQuery(null, "ann.*", null, null, 10))).isEmpty();
    }

    private List<Customer> list(CustomerQuery query) {
        return result(store.list(query));
    }

    @Test
    void aMergeMovesNumbersTagsCommentsAndTheExternalId() {
        Customer ann = result(customers.create(profile("Ann", "Lee", "crm-1", ONE), "anna"));
        Customer survivor =
                result(customers.create(new Profile("Ann Lee", null, List.of(TWO), null, null, null, null), "anna"));
        result(comments.put(new Comment("c1", ann.id(), null, NOW, "anna", "hello")));

        Customer merged = result(merge.merge(ann.id(), survivor.id(), "bert"));

        assertThat(merged.profile()).isEqualTo(profile("Ann Lee", null, "crm-1", TWO, ONE));
        assertThat(result(store.ofNumber(ONE))).contains(merged);
        refused(Reason.MERGED, survivor.id(), () -> result(customers.find(ann.id())));
        assertThat(list(new CustomerQuery(null, "ann", null, null, 10))).containsExactly(merged);
        assertThat(result(comments.newest(survivor.id(), List.of(), 10)))
                .extracting(Comment::text)
                .containsExactlyInAnyOrder("hello", "Merged:\nAnn\nLee\ncrm-1");
        assertThat(result(merge.merge(ann.id(), survivor.id(), "bert")))
                .as("once more")
                .isEqualTo(merged);

        Customer third = create("Third");
        result(merge.merge(survivor.id(), third.id(), "bert"));
        refused(Reason.MERGED, third.id(), () -> result(customers.find(ann.id())));
        assertThat(result(comments.numberOf(third.id()))).isEqualTo(3);
    }

    @Test
    void anErasureTakesTheNumberFromCustomerAndCallsAndReplaysBringNothingBack() {
        Customer ann = create("Ann", ONE);
        Said said = new Said("pbx1/1", NOW, ONE, "support", new Agent("PJSIP/0001", "Agent One"));
        Said other = new Said("pbx1/2", NOW, TWO, "support", null);
        result(contacts.keep(List.of(said, other)));
        CommentStore.Revision written =
                new CommentStore.Revision(new Comment("n1", null, "pbx1/1", NOW, "anna", "private"), 1);
        result(comments.keep(List.of(written)));
        result(comments.put(new Comment("c1", ann.id(), null, NOW, "anna", "of the customer")));

        Erasures.Report report = result(erasures.erase(ONE, "root"));

        assertThat(report).isEqualTo(new Erasures.Report(1, 2, ann.id(), 0));
        result(contacts.keep(List.of(said, other)));
        result(comments.keep(List.of(written)));
        assertThat(result(store.ofNumber(ONE))).isEmpty();
        assertThat(result(contacts.newest(List.of(ONE), 10))).isEmpty();
        assertThat(result(contacts.newest(List.of(ONE, TWO), 10)))
                .extracting(Contact::callId)
                .containsExactly("pbx1/2");
        assertThat(result(comments.newest(ann.id(), List.of("pbx1/1"), 10))).isEmpty();
        assertThat(result(customers.find(ann.id())).profile().numbers()).isEmpty();
        assertThat(Stream.of("customers", "contacts", "comments", "audit")
                        .flatMap(each -> database.documents(each).stream())
                        .map(Document::toJson))
                .hasSize(5)
                .noneMatch(each -> each.contains(ONE));
        assertThat(result(erasures.erase(ONE, "root"))).isEqualTo(new Erasures.Report(0, 0, null, 0));
    }

    /** As a merge leaves a customer that broke off before the survivor had anything. */
    private void broken(Customer leaving, Customer survivor) {
        Document left = new Document("_id", leaving.id())
                .append("mergedInto", survivor.id())
                .append("revision", leaving.revision() + 1)
                .append("brings", CustomerDocuments.of(leaving));
        result(store.customers().replaceOne(new Document("_id", leaving.id()), left));
    }

    @Test
    void aNumberThatIsErasedDoesNotArriveWithAMergeThatBrokeOff() {
        Customer ann = create("Ann", ONE, "0001");
        Customer survivor = create("Ann Lee", TWO);
        broken(ann, survivor);

        assertThat(result(erasures.erase(ONE, "root"))).isEqualTo(new Erasures.Report(0, 0, ann.id(), 1));

        assertThat(database.documents("customers").toString()).doesNotContain(ONE);
        assertThat(result(merge.merge(ann.id(), survivor.id(), "bert"))
                        .profile()
                        .numbers())
                .containsExactly(TWO, "0001");
    }

    @Test
    void aNumberThatAnotherGotWhileAMergeWasBrokenIsTheirs() {
        Customer ann = create("Ann", ONE);
        Customer survivor = create("Ann Lee", TWO);
        broken(ann, survivor);
        Customer bob = create("Bob", ONE);

        refused(Reason.TAKEN, bob.id(), () -> result(merge.merge(ann.id(), survivor.id(), "bert")));
        refused(Reason.TAKEN, bob.id(), () -> result(merge.merge(ann.id(), survivor.id(), "bert")));
        assertThat(result(store.ofNumber(ONE))).contains(bob);

        result(customers.replace(bob.id(), 1, profile("Bob", null, null), "anna"));
        assertThat(result(merge.merge(ann.id(), survivor.id(), "bert"))
                        .profile()
                        .numbers())
                .containsExactly(TWO, ONE);
    }

    @Test
    void aMergeThatBrokeOffIsUndoneWhenTheSurvivorWasDeleted() {
        Customer ann = result(customers.create(profile("Ann", "Lee", "crm-1", ONE), "anna"));
        Customer survivor = create("Ann Lee", TWO);
        broken(ann, survivor);
        result(customers.delete(survivor.id(), 1));
        refused(Reason.MERGED, survivor.id(), () -> result(customers.find(ann.id())));

        refused(Reason.NO_CUSTOMER, null, () -> result(merge.merge(ann.id(), survivor.id(), "bert")));

        Customer back = result(customers.find(ann.id()));
        assertThat(back.profile()).isEqualTo(ann.profile());
        assertThat(back.revision()).isGreaterThan(ann.revision());
        assertThat(result(store.ofNumber(ONE))).contains(back);
        refused(Reason.NO_CUSTOMER, null, () -> result(merge.merge(ann.id(), survivor.id(), "bert")));
        assertThat(result(customers.find(ann.id()))).as("once more").isEqualTo(back);
    }

    @Test
    void oneWhoseSurvivorWasDeletedCanBeMergedIntoAnotherWithoutWhatOthersGot() {
        Customer ann = result(customers.create(profile("Ann", "Lee", "crm-1", ONE, "0001"), "anna"));
        Customer survivor = create("Ann Lee");
        broken(ann, survivor);
        result(customers.delete(survivor.id(), 1));
        Customer bob = result(customers.create(profile("Bob", null, "crm-1", ONE), "anna"));
        Customer third = create("Third", TWO);

        Customer merged = result(merge.merge(ann.id(), third.id(), "bert"));

        assertThat(merged.profile()).isEqualTo(profile("Third", null, null, TWO, "0001"));
        assertThat(result(store.ofNumber(ONE))).contains(bob);
        refused(Reason.MERGED, third.id(), () -> result(customers.find(ann.id())));
    }

    @Test
    void theCallsOfANumberAreTheNewestFirst() {
        List<Said> said = new ArrayList<>();
        for (int i : List.of(2, 0, 3, 1)) {
            said.add(new Said("pbx1/" + i, NOW.plusSeconds(i), i == 3 ? null : ONE, "support", null));
        }
        result(contacts.keep(said));
        result(contacts.keep(List.of(new Said("pbx1/1", NOW.minusSeconds(9), null, "sales", null))));

        assertThat(result(contacts.newest(List.of(ONE), 2)))
                .extracting(Contact::callId)
                .containsExactly("pbx1/2", "pbx1/0");
        assertThat(result(contacts.find("pbx1/1")))
                .contains(new Contact("pbx1/1", ONE, NOW.minusSeconds(9), "sales", null));
        assertThat(result(contacts.deleteOlder(NOW))).isEqualTo(1);
    }
}
