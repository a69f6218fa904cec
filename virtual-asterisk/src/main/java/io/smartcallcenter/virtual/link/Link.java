package io.smartcallcenter.virtual.link;

/** The two ways into the PBX. */
public enum Link {
    ARI,
    AMI
}
