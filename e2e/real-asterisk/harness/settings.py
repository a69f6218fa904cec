"""Addresses, ports and places of one run. Everything listens on loopback, on ports of its own."""

import os
import pathlib

PROJECT = pathlib.Path(__file__).resolve().parents[3]
HERE = PROJECT / "e2e" / "real-asterisk"
TARGET = HERE / "target"
LOGS = TARGET / "logs"
SECRETS = TARGET / "secrets"
# where a gateway keeps events while Kafka is away
EVENTS = TARGET / "events"

# Asterisk and the phones; conf/site/pjsip.conf has the same addresses
SIP_PORT = 25060
PBX_IP = "127.0.66.1"
TRUNK_IP = "127.0.66.2"
SIPP_IP = "127.0.66.3"
AGENTS = {"0001": "127.0.66.11", "0002": "127.0.66.12", "0003": "127.0.66.13", "0004": "127.0.66.14"}
ARI_PORT = 28088
AMI_PORT = 25038
# where the gateway finds them: behind the proxies that can cut and record its links
ARI_LINK_PORT = 28188
AMI_LINK_PORT = 25138
PBX_ROOT = pathlib.Path(os.environ.get("SCC_PBX_ROOT", "/var/tmp/scc-pbx"))

DATABASE_PORT = 23306
KAFKA_PORT = 29092
MONGO_PORT = 27217

# seconds: what must happen has happened long before, on the slowest machine
PATIENCE = 120

NODE = "pbx1"
ISSUER = "https://issuer.test"


class Service:
    """One of the five services, or a further replica of one: its module and its two ports."""

    def __init__(self, module, port, name=None):
        self.module, self.port, self.management_port, self.name = module, port, port + 100, name or module

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def jar(self):
        return PROJECT / self.module / "target" / "quarkus-app" / "quarkus-run.jar"


GATEWAY = Service("ari-gateway", 28101)
GATEWAY_2 = Service("ari-gateway", 28106, "ari-gateway-2")     # a second replica, only where one takes over
ROUTING = Service("routing-service", 28102)
KPI = Service("kpi-service", 28103)
CDR_SYNC = Service("cdr-sync-service", 28104)
NOTIFICATION = Service("notification-service", 28105)
SERVICES = [GATEWAY, ROUTING, KPI, CDR_SYNC, NOTIFICATION]
