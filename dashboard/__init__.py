"""Show, to policymakers: pages whose first content is in the server's HTML, then Dash."""
