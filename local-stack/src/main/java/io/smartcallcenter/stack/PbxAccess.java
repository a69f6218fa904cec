package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.Secrets;

/**
 * Users of the virtual Asterisk; their passwords are made up at each start.
 *
 * @param ariUsername user of ARI
 * @param amiUsername user of the AMI
 */
record PbxAccess(String ariUsername, String ariPassword, String amiUsername, String amiPassword) {

    static PbxAccess random() {
        return new PbxAccess("smart-call-center", Secrets.password(), "scc", Secrets.password());
    }
}
