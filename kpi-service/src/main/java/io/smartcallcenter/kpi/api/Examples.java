package io.smartcallcenter.kpi.api;

/** Answers as the service gives them, for its OpenAPI: a test compares them with the code. */
final class Examples {

    static final String UNREADABLE =
            """
            {
              "status": 400, "title": "Bad Request",
              "detail": "tz is not an IANA time zone, Europe/Berlin; interval is not one of 15m, 30m, 1h, 1d, 1w, 1mo",
              "violations": [{"field": "tz", "in": "query", "message": "is not an IANA time zone, Europe/Berlin"}, {"field": "interval", "in": "query", "message": "is not one of 15m, 30m, 1h, 1d, 1w, 1mo"}]
            }
            """;

    static final String TOO_MUCH =
            """
            {
              "status": 422, "title": "Unprocessable Content",
              "detail": "interval is too short for the range: at most 3000 intervals: 31 days of 15m, 62 of 30m, 125 of 1h",
              "violations": [{
                "field": "interval", "in": "query",
                "message": "is too short for the range: at most 3000 intervals: 31 days of 15m, 62 of 30m, 125 of 1h"
              }]
            }
            """;

    static final String QUEUES =
            """
            {
              "from": "2026-11-22T23:00:00Z", "to": "2026-11-23T23:00:00Z", "tz": "Europe/Berlin", "interval": "1h",
              "attribution": "arrival", "complete": true, "sl_threshold": 20, "sl_mode": "negative",
              "short_abandon": 5,
              "queues": [{
                "queue": "support", "from": "2026-11-23T08:00:00Z", "to": "2026-11-23T09:00:00Z", "complete": true,
                "total_calls": 5, "refused": {"FULL": 1, "JOIN_EMPTY": 0, "JOIN_UNAVAIL": 0, "CLOSED": 0},
                "received": 6, "answered_calls": 3, "answer_rate": 60.0, "abandoned_calls": 1, "short_abandoned": 1,
                "timeout": 0, "left_empty": 0, "exit_key": 0, "withdrawn": 0, "transferred_out": 0, "lost": 0,
                "waiting": 0, "lost_calls": 1, "unique_calls": 5, "avg_wait_time": 11.8, "asa": 16.4,
                "avg_abandon_time": 8.0, "wait_p50": 8.0, "wait_p90": 31.0, "wait_p95": 31.0, "wait_max": 31.0,
                "service_level": 50.0, "identity": true
              }],
              "next_cursor": null
            }
            """;

    static final String QUEUES_CSV =
            """
            queue,from,to,complete,total_calls,refused_FULL,refused_JOIN_EMPTY,refused_JOIN_UNAVAIL\
            ,refused_CLOSED,received,answered_calls,answer_rate,abandoned_calls,short_abandoned,timeout\
            ,left_empty,exit_key,withdrawn,transferred_out,lost,waiting,lost_calls,unique_calls,avg_wait_time\
            ,asa,avg_abandon_time,wait_p50,wait_p90,wait_p95,wait_max,service_level,identity
            support,2026-11-23T08:00:00Z,2026-11-23T09:00:00Z,true,5,1,0,0,0,6,3,60.0,1,1,0,0,0,0,0,0,0,1,5,11.8\
            ,16.4,8.0,8.0,31.0,31.0,31.0,50.0,true
            """;

    static final String OPERATORS =
            """
            {
              "from": "2026-11-22T23:00:00Z", "to": "2026-11-23T23:00:00Z", "tz": "Europe/Berlin", "interval": null,
              "attribution": "arrival", "complete": true,
              "operators": [{
                "interface": "PJSIP/1001", "name": "Anna", "queue": null, "from": "2026-11-22T23:00:00Z",
                "to": "2026-11-23T23:00:00Z", "complete": true, "offered_calls": 2, "distinct_calls_offered": 2,
                "answered_calls": 1, "missed_calls": 1, "rejected": 0, "cancelled": 0, "rescinded": 0, "dumped": 0,
                "lost": 0, "ringing": 0, "efficiency": 50.0, "accept_rate": 50.0, "avg_talk_time": 183.0,
                "hold_time": 9.5, "acw": null, "aht": 183.0, "online_time": 28800.0, "pause_time": 1800.0,
                "auto_pause_time": 60.0, "pause_reasons": [{"reason": "lunch", "seconds": 1800.0}],
                "occupancy": 0.7, "identity": true,
                "queues": [{
                  "queue": "support", "offered_calls": 2, "distinct_calls_offered": 2, "answered_calls": 1,
                  "missed_calls": 1, "rejected": 0, "cancelled": 0, "rescinded": 0, "dumped": 0, "lost": 0,
                  "ringing": 0, "efficiency": 50.0, "accept_rate": 50.0, "avg_talk_time": 183.0, "hold_time": 9.5,
                  "acw": null, "aht": 183.0, "identity": true
                }]
              }],
              "next_cursor": null
            }
            """;

    static final String OPERATORS_CSV =
            """
            interface,name,queue,from,to,complete,offered_calls,distinct_calls_offered,answered_calls\
            ,missed_calls,rejected,cancelled,rescinded,dumped,lost,ringing,efficiency,accept_rate,avg_talk_time\
            ,hold_time,acw,aht,online_time,pause_time,auto_pause_time,pause_reasons,occupancy,identity
            PJSIP/1001,Anna,,2026-11-22T23:00:00Z,2026-11-23T23:00:00Z,true,2,2,1,1,0,0,0,0,0,0,50.0,50.0,183.0\
            ,9.5,,183.0,28800.0,1800.0,60.0,lunch 1800.0,0.7,true
            """;

    static final String HEATMAP =
            """
            {
              "from": "2026-11-22T23:00:00Z", "to": "2026-11-23T23:00:00Z", "tz": "Europe/Berlin", "interval": null,
              "attribution": "arrival", "complete": true, "sl_threshold": 20, "sl_mode": "negative",
              "short_abandon": 5,
              "cells": [{
                "weekday": 1, "hour": 9, "total_calls": 5,
                "refused": {"FULL": 1, "JOIN_EMPTY": 0, "JOIN_UNAVAIL": 0, "CLOSED": 0}, "received": 6,
                "answered_calls": 3, "answer_rate": 60.0, "abandoned_calls": 1, "short_abandoned": 1, "timeout": 0,
                "left_empty": 0, "exit_key": 0, "withdrawn": 0, "transferred_out": 0, "lost": 0, "waiting": 0,
                "lost_calls": 1, "unique_calls": 5, "avg_wait_time": 11.8, "asa": 16.4, "avg_abandon_time": 8.0,
                "wait_p50": 8.0, "wait_p90": 31.0, "wait_p95": 31.0, "wait_max": 31.0, "service_level": 50.0,
                "identity": true
              }]
            }
            """;

    static final String COMPARE =
            """
            {
              "from": "2026-11-22T23:00:00Z", "to": "2026-11-23T23:00:00Z", "tz": "Europe/Berlin", "interval": null,
              "attribution": "arrival", "complete": true, "sl_threshold": 20, "sl_mode": "negative",
              "short_abandon": 5, "with_from": "2026-11-15T23:00:00Z", "with_to": "2026-11-16T23:00:00Z",
              "with_complete": true,
              "queues": [{
                "queue": "support",
                "now": {
                  "total_calls": 5, "refused": {"FULL": 1, "JOIN_EMPTY": 0, "JOIN_UNAVAIL": 0, "CLOSED": 0},
                  "received": 6, "answered_calls": 3, "answer_rate": 60.0, "abandoned_calls": 1,
                  "short_abandoned": 1, "timeout": 0, "left_empty": 0, "exit_key": 0, "withdrawn": 0,
                  "transferred_out": 0, "lost": 0, "waiting": 0, "lost_calls": 1, "unique_calls": 5,
                  "avg_wait_time": 11.8, "asa": 16.4, "avg_abandon_time": 8.0, "wait_p50": 8.0, "wait_p90": 31.0,
                  "wait_p95": 31.0, "wait_max": 31.0, "service_level": 50.0
                },
                "then": {
                  "total_calls": 2, "refused": {"FULL": 0, "JOIN_EMPTY": 0, "JOIN_UNAVAIL": 0, "CLOSED": 0},
                  "received": 2, "answered_calls": 1, "answer_rate": 50.0, "abandoned_calls": 0,
                  "short_abandoned": 0, "timeout": 1, "left_empty": 0, "exit_key": 0, "withdrawn": 0,
                  "transferred_out": 0, "lost": 0, "waiting": 0, "lost_calls": 1, "unique_calls": 2,
                  "avg_wait_time": 32.5, "asa": 5.0, "avg_abandon_time": null, "wait_p50": 5.0, "wait_p90": 60.0,
                  "wait_p95": 60.0, "wait_max": 60.0, "service_level": 50.0
                },
                "change": {
                  "total_calls": 3, "refused": {"FULL": 1, "JOIN_EMPTY": 0, "JOIN_UNAVAIL": 0, "CLOSED": 0},
                  "received": 4, "answered_calls": 2, "answer_rate": 10.0, "abandoned_calls": 1,
                  "short_abandoned": 1, "timeout": -1, "left_empty": 0, "exit_key": 0, "withdrawn": 0,
                  "transferred_out": 0, "lost": 0, "waiting": 0, "lost_calls": 0, "unique_calls": 3,
                  "avg_wait_time": -20.7, "asa": 11.4, "avg_abandon_time": null, "wait_p50": 3.0, "wait_p90": -29.0,
                  "wait_p95": -29.0, "wait_max": -29.0, "service_level": 0.0
                },
                "identity": true
              }],
              "next_cursor": null
            }
            """;

    private Examples() {}
}
