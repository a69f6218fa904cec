package io.smartcallcenter.notification.ws;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.channel.ChannelAccess;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Feed;
import io.smartcallcenter.notification.feed.Position;
import io.smartcallcenter.notification.feed.Subscription;
import io.smartcallcenter.notification.live.LiveState;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the server answers to a client's frames. */
@ApplicationScoped
class Conversation {

    private final Feed feed;
    private final Tokens tokens;
    private final WsSettings settings;
    private final ChannelAccess access;
    private final Clock clock;
    private final Presence presence;
    private final Vertx vertx;
    private final MeterRegistry meters;

    Conversation(
            Feed feed,
            Tokens tokens,
            WsSettings settings,
            Clock clock,
            Presence presence,
            Vertx vertx,
            MeterRegistry meters) {
        this.meters = meters;
        this.vertx = vertx;
        this.presence = presence;
        this.clock = clock;
        this.feed = feed;
        this.tokens = tokens;
        this.settings = settings;
        this.access = new ChannelAccess(
                (iface, queue) -> feed.read(live -> live.queuesOf(iface).contains(queue)));
    }

    /** False while the live state is not ready: a welcome would name channels that are still unknown as not existing. */
    boolean possible() {
        return feed.isReady();
    }

    void begin(Session session) {
        session.event(Replies.welcome(
                session.id(),
                feed.position(),
                settings.ping(),
                clock.instant(),
                session.user(),
                channelsFor(session.user())));
    }

    /** Every channel that exists now and that this user may read. */
    private List<Channel> channelsFor(User user) {
        List<Channel> channels = new ArrayList<>();
        Channel.of(Kind.ME).of(user).ifPresent(channels::add);
        channels.add(Channel.of(Kind.CALLS));
        channels.add(Channel.of(Kind.OPERATOR_KPI));
        channels.add(Channel.of(Kind.ALERTS));
        channels.add(Channel.of(Kind.SYSTEM));
        List<String> queues = new ArrayList<>(feed.read(LiveState::queueNames));
        queues.add(0, Channel.ALL);
        queues.forEach(queue -> channels.add(Channel.of(Kind.QUEUE, queue)));
        queues.forEach(queue -> channels.add(Channel.of(Kind.QUEUE_KPI, queue)));
        return channels.stream().filter(channel -> access.allows(user, channel)).toList();
    }

    /** Takes one text frame. Whatever it is, it ends in a reply or a close, never in a failure. */
    Uni<Void> take(Session session, String frame) {
        try {
            return answer(session, Request.parse(frame));
        } catch (BadFrame bad) {
            if (bad.fatal()) {
                session.close(CloseCode.PROTOCOL);
            } else {
                session.event(Replies.error(bad.id(), bad.error(), bad.getMessage()));
            }
            return Uni.createFrom().voidItem();
        }
    }

    private Uni<Void> answer(Session session, Request request) {
        if (request.op() == Request.Op.AUTH) {
            return tokens.verify(request.token())
                    .invoke(user -> renew(session, request, user))
                    .replaceWithVoid();
        }
        switch (request.op()) {
            case PING -> session.event(Replies.now(request.id(), clock.instant()));
            case SUBSCRIBE -> subscribe(session, request);
            case UNSUBSCRIBE -> unsubscribe(session, request);
            case PRESENCE -> {
                return presence(session, request);
            }
            default -> history(session, request);
        }
        return Uni.createFrom().voidItem();
    }

    private void subscribe(Session session, Request request) {
        Optional<Channel> channel = readable(session, request);
        if (channel.isEmpty()) {
            return;
        }
        if (session.subscriptions().containsKey(request.channel())) {
            refuse(session, request, ErrorCode.ALREADY_SUBSCRIBED);
        } else if (session.subscriptions().size() >= settings.maxSubscriptions()) {
            refuse(session, request, ErrorCode.LIMIT);
        } else if (!feed.isReady()) {
            refuse(session, request, ErrorCode.NOT_READY);
        } else {
            Subscription subscription = new Subscription(session, channel.get(), request.filter());
            session.subscriptions().put(request.channel(), subscription);
            if (access.allows(session.user(), channel.get())) {
                whenNotBehind(request.since(), subscription, () -> begin(session, request, subscription));
            } else {
                // a renewal, on another thread, has just taken the right away
                session.subscriptions().remove(request.channel(), subscription);
                refuse(session, request, ErrorCode.FORBIDDEN);
            }
        }
    }

    /** A client that comes from another replica may have seen what has not arrived here: that takes a moment. */
    private void whenNotBehind(Position since, Subscription subscription, Runnable then) {
        if (!feed.behind(since)) {
            then.run();
            return;
        }
        feed.whenAt(since.offset(), subscription, then);
        vertx.setTimer(settings.resumePatience().toMillis(), timer -> {
            if (feed.giveUp(subscription)) {
                then.run();
            }
        });
    }

    private void begin(Session session, Request request, Subscription subscription) {
        boolean wanted = feed.subscribe(subscription, request.since(), result -> {
            session.event(Replies.subscribed(request.id(), subscription.channel(), result));
            if (result.wasRecovering()) {
                meters.counter("scc.ws.resumes", "recovered", Boolean.toString(result.recovered()))
                        .increment();
            }
        });
        if (!wanted) {
            refuse(session, request, ErrorCode.NOT_SUBSCRIBED);
        }
    }

    private void unsubscribe(Session session, Request request) {
        Subscription subscription = session.subscriptions().remove(request.channel());
        if (subscription == null) {
            refuse(session, request, ErrorCode.NOT_SUBSCRIBED);
        } else {
            end(session, subscription);
            session.event(Replies.done(request.id()));
        }
    }

    /** After this nothing of the channel is queued any more that was not queued before. */
    private void end(Session session, Subscription subscription) {
        feed.unsubscribe(subscription);
        session.forget(subscription.channel());
    }

    private void history(Session session, Request request) {
        readable(session, request)
                .ifPresent(channel -> session.event(
                        Replies.history(request.id(), feed.position(), feed.history(channel, request.limit()))));
    }

    /** Who reads a channel: for those who supervise others. */
    private Uni<Void> presence(Session session, Request request) {
        if (!session.user().has(Role.ADMIN) && !session.user().has(Role.SUPERVISOR)) {
            refuse(session, request, ErrorCode.FORBIDDEN);
            return Uni.createFrom().voidItem();
        }
        Optional<Channel> channel = readable(session, request);
        return channel.isEmpty()
                ? Uni.createFrom().voidItem()
                : presence.of(channel.get().publicName())
                        .invoke(clients -> session.event(Replies.presence(request.id(), clients)))
                        .replaceWithVoid();
    }

    /** The token is new; what it no longer allows ends here. */
    private void renew(Session session, Request request, Optional<User> renewed) {
        boolean same = renewed.isPresent()
                && !renewed.get().roles().isEmpty()
                && renewed.get().name().equals(session.user().name());
        if (!same) {
            refuse(session, request, ErrorCode.UNAUTHORIZED);
            return;
        }
        session.renew(renewed.get());
        List<Subscription> lost = session.subscriptions().values().stream()
                .filter(subscription ->
                        !subscription.channel().of(renewed.get()).equals(Optional.of(subscription.channel()))
                                || !access.allows(renewed.get(), subscription.channel()))
                .toList();
        lost.forEach(subscription -> {
            session.subscriptions().remove(subscription.channel().name());
            end(session, subscription);
        });
        session.event(Replies.authenticated(
                request.id(),
                renewed.get(),
                lost.stream().map(Subscription::channel).toList()));
    }

    /** The channel, when it exists and the user may read it; otherwise the refusal is sent. */
    private Optional<Channel> readable(Session session, Request request) {
        Optional<Channel> named = Channel.parse(request.channel());
        Optional<Channel> channel = named.flatMap(each -> each.of(session.user()));
        if (named.isEmpty()) {
            refuse(session, request, ErrorCode.UNKNOWN_CHANNEL);
        } else if (channel.isEmpty() || !access.allows(session.user(), channel.get())) {
            refuse(session, request, ErrorCode.FORBIDDEN);
            return Optional.empty();
        }
        return channel;
    }

    private static void refuse(Session session, Request request, ErrorCode error) {
        session.event(Replies.error(request.id(), error, error.message));
    }
}
