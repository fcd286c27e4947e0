using System.Text;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>mosquitto.conf(5) with the limits that the wire contract implies, and their reasons.</summary>
internal static class MosquittoConfiguration
{
    public static string Write(
        string folder, int port, string pluginFile, string securityFile, MosquittoOptions options)
    {
        var text = new StringBuilder($"""
            listener {port}{(options.ListensEverywhere ? "" : " 127.0.0.1")}
            # Aliases shorten a gate's two topics to two bytes; the cloud writes to one per gate.
            max_topic_alias 1000
            set_tcp_nodelay true

            # Who may do what is the plugin's matter; plain ACL files do not check subscriptions.
            allow_anonymous false
            plugin {pluginFile}
            plugin_opt_config_file {securityFile}

            # A batch is at most 64 KiB; the rest is topic, properties and header.
            message_size_limit 65536
            max_packet_size 66560

            # Also the Receive Maximum told to clients: the cloud may owe as many gates an ack at once. The default is 20.
            max_inflight_messages 5000
            # For a cloud slower than its gates for a moment. Beyond it messages are dropped, get no ack, and are sent again.
            max_queued_messages 10000
            max_queued_bytes 67108864
            # Gates come back with a clean start: nothing is kept for a session that has gone.
            persistent_client_expiration 1h
            sys_interval 0

            log_dest stderr
            log_type error
            log_type warning
            log_type notice
            connection_messages false

            """);
        // Started by root, Mosquitto would become the user "mosquitto", who cannot write in this folder.
        if (Environment.IsPrivilegedProcess)
            text.AppendLine("user root");
        if (options.Tls is var (certificate, key))
            text.AppendLine($"certfile {certificate}").AppendLine($"keyfile {key}");
        text.AppendLine(options.Persistent
            ? $"persistence true\npersistence_location {folder}/"
            : "persistence false");
        return text.ToString();
    }
}
