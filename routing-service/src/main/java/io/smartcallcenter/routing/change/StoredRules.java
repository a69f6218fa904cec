package io.smartcallcenter.routing.change;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.routing.publication.Publications;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import io.smartcallcenter.routing.simulate.RulesSource;
import jakarta.enterprise.context.ApplicationScoped;

/** The draft and the published versions, for simulations. Read where the answer is waited for. */
@ApplicationScoped
class StoredRules implements RulesSource {

    private final Drafts drafts;
    private final Publications publications;

    StoredRules(Drafts drafts, Publications publications) {
        this.drafts = drafts;
        this.publications = publications;
    }

    @Override
    public Uni<RoutingRules> draft() {
        return Uni.createFrom().item(() -> {
            Drafts.Editable draft = drafts.read();
            return draft.changed()
                    ? RulesReader.read(draft.document().root()).withVersion(draft.basedOn())
                    : null;
        });
    }

    @Override
    public Uni<RoutingRules> version(long number) {
        return Uni.createFrom().item(() -> publications
                .find(number)
                .map(version -> RulesReader.read(
                                RulesDocument.parseJson(version.document()).root())
                        .withVersion(number))
                .orElse(null));
    }
}
