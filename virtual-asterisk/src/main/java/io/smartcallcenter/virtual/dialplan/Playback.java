package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;

/** A sound that an application plays to a channel. */
public record Playback(String id, String media, Channel channel) {}
