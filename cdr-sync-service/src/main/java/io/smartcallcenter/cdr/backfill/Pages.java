package io.smartcallcenter.cdr.backfill;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.source.History.Leaf;
import io.smartcallcenter.cdr.source.History.Step;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The pages of a table, stored in their order. While one is stored the next one is read, and stored too as soon as it is there; no more than these
 * two are in memory. One that is stored although the one before it was not is read again, and changes nothing then.
 */
final class Pages {

    private static final int AT_ONCE = 2;

    private final Function<Step, Uni<Leaf>> read;
    private final Function<Leaf, Uni<Long>> store;
    private final Queue<CompletableFuture<Stored>> begun = new ArrayDeque<>();
    private CompletableFuture<Step> next;

    /** @param rows of the page that were new */
    record Stored(Leaf leaf, long rows) {}

    Pages(Step from, Function<Step, Uni<Leaf>> read, Function<Leaf, Uni<Long>> store) {
        this.read = read;
        this.store = store;
        this.next = CompletableFuture.completedFuture(from);
    }

    /** The next page, when it is stored. Not to be asked before the last answer, or after the end. */
    Uni<Stored> next() {
        while (begun.size() < AT_ONCE) {
            begun.add(begin());
        }
        return Uni.createFrom().completionStage(begun.remove());
    }

    private CompletableFuture<Stored> begin() {
        CompletableFuture<Leaf> leaf = next.thenCompose(at -> started(read.apply(at)));
        next = leaf.thenCompose(Pages::after);
        return leaf.thenCompose(page -> started(store.apply(page).map(rows -> new Stored(page, rows))));
    }

    /** Never, after the last one. */
    private static CompletableFuture<Step> after(Leaf leaf) {
        return leaf.end() ? new CompletableFuture<>() : CompletableFuture.completedFuture(leaf.next());
    }

    private static <T> CompletableFuture<T> started(Uni<T> work) {
        return work.subscribeAsCompletionStage();
    }
}
