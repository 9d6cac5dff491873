"""The network layer: VPC, subnets, NAT, routes, endpoints and the flow log. ``docs/network.md`` shows the whole."""
