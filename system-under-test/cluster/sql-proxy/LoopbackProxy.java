import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.apache.shardingsphere.proxy.config.ProxyConfigurationLoader;
import org.apache.shardingsphere.proxy.frontend.netty.ServerHandlerInitializer;
import org.apache.shardingsphere.proxy.frontend.protocol.FrontDatabaseProtocolTypeFactory;
import org.apache.shardingsphere.proxy.initializer.BootstrapInitializer;

/** ShardingSphere-Proxy on one address: its own main class listens on all of them. Arguments: address, port, folder. */
public final class LoopbackProxy {
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    new BootstrapInitializer().init(ProxyConfigurationLoader.load(arguments[2]), port);
    var handlers = new ServerHandlerInitializer(FrontDatabaseProtocolTypeFactory.getDatabaseType());
    new ServerBootstrap()
        .group(new NioEventLoopGroup(1), new NioEventLoopGroup(2))
        .channel(NioServerSocketChannel.class)
        .childHandler(handlers)
        .bind(arguments[0], port)
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
