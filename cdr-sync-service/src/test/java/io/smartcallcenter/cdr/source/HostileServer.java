package io.smartcallcenter.cdr.source;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks as much of MySQL's protocol as it takes to let everybody in, and to ask for a file where it can, or to say nothing any more. */
final class HostileServer implements AutoCloseable {

    private static final int COM_QUERY = 0x03;
    private static final int LOCAL_INFILE = 0xfb;

    /** Everything but TLS (0x800) and the clients' deprecation of EOF packets (0x1000000). */
    private static final int CAPABILITIES = ~0x1000800;

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Integer> commands = new CopyOnWriteArrayList<>();
    private final Path wanted;
    private final AtomicInteger gone = new AtomicInteger();

    /** @param wanted null: it says nothing once somebody has logged in */
    HostileServer(Path wanted) throws IOException {
        this.wanted = wanted;
        Thread thread = new Thread(this::serve, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The first byte of each thing that it was asked for. */
    List<Integer> commands() {
        return commands;
    }

    /** What came when it had asked for the file. */
    List<String> received() {
        return received;
    }

    /** How many have left it. */
    int gone() {
        return gone.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(new DataInputStream(client.getInputStream()), client.getOutputStream());
            } catch (IOException left) {
                gone.incrementAndGet();
            }
        }
    }

    private void talk(DataInputStream in, OutputStream out) throws IOException {
        send(out, 0, greeting());
        int answer = read(in).sequence + 1;
        send(out, answer, new byte[] {0, 0, 0, 2, 0, 0, 0});
        boolean asked = false;
        while (true) {
            Packet packet = read(in);
            if (wanted == null) {
                continue;
            }
            if (asked) {
                received.add(new String(packet.bytes, StandardCharsets.UTF_8));
                continue;
            }
            commands.add((int) packet.bytes[0]);
            asked = packet.bytes[0] == COM_QUERY;
            send(out, packet.sequence + 1, asked ? request() : refusal());
        }
    }

    private byte[] request() {
        byte[] path = wanted.toString().getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[path.length + 1];
        request[0] = (byte) LOCAL_INFILE;
        System.arraycopy(path, 0, request, 1, path.length);
        return request;
    }

    private static byte[] refusal() {
        return "\u00ff\u0001\u0004#42000no".getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] greeting() throws IOException {
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        greeting.write(10);
        greeting.write("8.0.30\0".getBytes(StandardCharsets.US_ASCII));
        greeting.write(new byte[] {1, 0, 0, 0});
        greeting.write("AAAAAAAA\0".getBytes(StandardCharsets.US_ASCII));
        greeting.write(new byte[] {(byte) CAPABILITIES, (byte) (CAPABILITIES >> 8), 0x21, 2, 0});
        greeting.write(new byte[] {(byte) (CAPABILITIES >> 16), (byte) (CAPABILITIES >> 24), 21});
        greeting.write(new byte[10]);
        greeting.write("BBBBBBBBBBBB\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        return greeting.toByteArray();
    }

    private record Packet(int sequence, byte[] bytes) {}

    private static Packet read(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        int sequence = in.readUnsignedByte();
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Packet(sequence, bytes);
    }

    private static void send(OutputStream out, int sequence, byte[] bytes) throws IOException {
        out.write(new byte[] {(byte) bytes.length, (byte) (bytes.length >> 8), 0, (byte) sequence});
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
