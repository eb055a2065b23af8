package dev.frazil.local;

import java.net.URI;
import java.net.URISyntaxException;

/** The REST address of a Connect worker, without a slash at its end. */
record ConnectAddress(String url) {
  ConnectAddress {
    if (!isHttp(url)) {
      throw new ConnectRestException(
          "Invalid address of Connect: " + url + " (expected such as http://127.0.0.1:8083)", 0);
    }
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme());
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
