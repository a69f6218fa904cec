package io.smartcallcenter.notification.ws;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client by hand that asks for no subprotocol: the JDK's client would insist on an answer to what it asked. */
final class OtherProtocol {

    private static final int CLOSE = 0x88;

    private OtherProtocol() {}

    /** Connects and reads the code of the close frame, which must be the first frame. */
    static int closeCode(URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            handshake(socket, uri.getPath(), "");
            DataInputStream in = new DataInputStream(socket.getInputStream());
            skipHead(in);
            int opcode = in.readUnsignedByte();
            if (opcode != CLOSE) {
                throw new AssertionError("not a close frame: " + opcode);
            }
            in.readUnsignedByte();
            return in.readUnsignedShort();
        }
    }

    static void handshake(Socket socket, String path, String headers) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    static void skipHead(DataInputStream in) throws IOException {
        int last = 0;
        while (last != 0x0d0a0d0a) {
            last = last << 8 | in.readUnsignedByte();
        }
    }
}
