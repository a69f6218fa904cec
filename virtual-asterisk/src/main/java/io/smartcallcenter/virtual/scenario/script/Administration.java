package io.smartcallcenter.virtual.scenario.script;

import io.smartcallcenter.virtual.BootProfile;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.Waiting;

/** The steps of a supervisor and of bad luck. */
final class Administration {

    private final VirtualAsterisk asterisk;

    Administration(VirtualAsterisk asterisk) {
        this.asterisk = asterisk;
    }

    void perform(Step step) {
        if (step instanceof Step.Pause pause) {
            String device = "PJSIP/" + pause.operator();
            int found =
                    asterisk.inside(pbx -> pbx.queues().pause(pause.queue(), device, pause.paused(), pause.reason()));
            Stagehand.must(found > 0, device + " is no member");
        } else if (step instanceof Step.Join join) {
            Stagehand.must(asterisk.inside(pbx -> join(pbx, join)), "is a member already, or there is no such queue");
        } else if (step instanceof Step.Leave leave) {
            Stagehand.must(asterisk.inside(pbx -> leave(pbx, leave)), "is no member, or there is no such queue");
        } else if (step instanceof Step.Penalty penalty) {
            asterisk.inside(pbx -> {
                pbx.queues()
                        .penalty(
                                queue(pbx, penalty.queue()),
                                member(pbx, penalty.queue(), penalty.operator()),
                                penalty.penalty());
                return true;
            });
        } else if (step instanceof Step.RingInUse ringinuse) {
            asterisk.inside(pbx -> {
                pbx.queues()
                        .ringinuse(
                                queue(pbx, ringinuse.queue()),
                                member(pbx, ringinuse.queue(), ringinuse.operator()),
                                ringinuse.on());
                return true;
            });
        } else if (step instanceof Step.Cut cut) {
            asterisk.faults().cut(cut.link(), cut.length());
        } else if (step instanceof Step.Slow slow) {
            asterisk.faults().shape(slow.link(), slow.shape());
        } else if (step instanceof Step.Kill) {
            asterisk.faults().kill();
        } else if (step instanceof Step.Restart restart) {
            asterisk.faults().restart(restart.recorded() ? BootProfile.RECORDED : BootProfile.INSTANT);
        } else {
            throw new IllegalStateException("not a step for here");
        }
    }

    private static CallQueue queue(Pbx pbx, String name) {
        CallQueue queue = pbx.queues().get(name);
        Stagehand.must(queue != null, "there is no queue " + name);
        return queue;
    }

    private static Member member(Pbx pbx, String queue, String operator) {
        Member member = queue(pbx, queue).member("PJSIP/" + operator);
        Stagehand.must(member != null, operator + " is no member of " + queue);
        return member;
    }

    private static boolean join(Pbx pbx, Step.Join join) {
        CallQueue queue = pbx.queues().get(join.queue());
        String device = "PJSIP/" + join.operator();
        return queue != null
                && pbx.queues().addDynamic(queue, device, "Agent " + join.operator(), join.penalty(), false, "");
    }

    static boolean withdraw(Pbx pbx, String queueName, String uniqueid) {
        Channel caller = pbx.channels().get(uniqueid);
        Waiting waiting = caller == null ? null : queue(pbx, queueName).waiting(caller.name());
        return waiting != null && waiting.withdraw("");
    }

    private static boolean leave(Pbx pbx, Step.Leave leave) {
        CallQueue queue = pbx.queues().get(leave.queue());
        return queue != null && pbx.queues().remove(queue, "PJSIP/" + leave.operator());
    }
}
