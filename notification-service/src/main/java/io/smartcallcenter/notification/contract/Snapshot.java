package io.smartcallcenter.notification.contract;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.notification.live.CallView;
import io.smartcallcenter.notification.live.NodeView;
import io.smartcallcenter.notification.live.OperatorView;
import io.smartcallcenter.notification.live.QueueView;
import io.smartcallcenter.notification.live.VoicemailView;
import java.util.List;

/** The parts of snapshots; each channel has those that fit it. */
record Snapshot(
        List<QueueView> queues,
        List<OperatorView> operators,
        List<CallView> calls,
        List<CustomerEvent.Card> cards,
        List<KpiUpdate> kpis,
        List<Alert.Raised> alerts,
        List<Alert.Acknowledged> acknowledgements,
        List<VoicemailView> voicemails,
        List<NodeView> nodes) {}
