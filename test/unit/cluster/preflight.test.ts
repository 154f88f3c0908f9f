import type { KindClusterArgs } from "../../../components/cluster/kind/args";
import { type Container, publishedPorts } from "../../../components/cluster/kind/docker";
import type { Machine } from "../../../components/cluster/kind/machine";
import { networkName, ownerLabels } from "../../../components/cluster/kind/ownership";
import { preflight } from "../../../components/cluster/kind/preflight";
import { validated } from "../../../components/cluster/kind/validate";
import { DockerUnavailable } from "../../../components/commands/docker";
import { InvalidInput } from "../../../components/errors";

const project = "/home/ada/workshop";

/** A laptop with all that is needed, and nothing on it. */
function laptop(change: Partial<Machine> = {}): Machine {
  return {
    docker: async () => ({
      cpus: 8,
      memoryKiB: 8 * 2 ** 20,
      rootDirectory: "/var/lib/docker",
      local: true,
      socket: "/var/run/docker.sock",
    }),
    containers: async () => [],
    network: async () => undefined,
    hasKind: async () => true,
    freeDiskMiB: async () => 100_000,
    portInUse: async () => false,
    ...change,
  };
}

/** The cluster `dev`, made by a project. */
function cluster(owner: string, running = true): Pick<Machine, "containers" | "network"> {
  const node = (name: string): Container => ({
    name,
    running,
    cluster: "dev",
    networks: ["workshop-dev"],
    hostPorts: [],
  });
  return {
    containers: async () => [
      { ...node("dev-control-plane"), hostPorts: [9000, 33525] },
      ...["dev-worker", "dev-worker2", "dev-worker3"].map(node),
    ],
    network: async (name) => ({ name, labels: ownerLabels("dev", owner) }),
  };
}

async function problems(machine: Machine, args: Partial<KindClusterArgs> = {}): Promise<string[]> {
  const spec = validated({ name: "dev", portMappings: [{ hostPort: 9000, nodePort: 30900 }], ...args });
  try {
    await preflight(spec, machine, project);
  } catch (error) {
    if (error instanceof InvalidInput) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

test("a machine with all that is needed passes", async () => {
  expect(await problems(laptop())).toEqual([]);
});

test("Docker that does not answer is said with how to start it", async () => {
  const docker = async () => {
    throw new DockerUnavailable("does not answer", "Start it.");
  };
  expect(await problems(laptop({ docker, hasKind: async () => false }))).toEqual([
    " - docker does not answer. Start it.",
    expect.stringContaining("kind is not on PATH"),
  ]);
});

test("a failure that says nothing of the machine is not hidden", async () => {
  const containers = async () => {
    throw new Error("out of file descriptors");
  };
  await expect(problems(laptop({ containers }))).rejects.toThrow("out of file descriptors");
});

test("too little memory for nodes and a job is refused with the sum", async () => {
  const docker = async () => ({
    cpus: 2,
    memoryKiB: 2 * 2 ** 20,
    rootDirectory: "/d",
    local: true,
    socket: "/s",
  });
  const [memory, ...groups] = await problems(laptop({ docker }));
  expect(memory).toContain(
    'docker.memory ("2048 MiB") is less than the 3573 MiB needed: 885 for a control plane and 3 workers, 2688 for a job',
  );
  expect(groups).toEqual([
    expect.stringContaining(
      'workers[0].instanceType ("c5.large") of group "drivers" stands for 2 CPUs and 3788 MiB',
    ),
    expect.stringContaining('workers[1].instanceType ("c5.large") of group "executors"'),
  ]);
});

test("an instance type larger than the machine is refused with both sizes", async () => {
  const workers = validated({ name: "dev" }).workers.map((group) => ({
    ...group,
    instanceType: "m5.4xlarge",
  }));
  expect(await problems(laptop(), { workers })).toEqual([
    expect.stringContaining(
      'workers[0].instanceType ("m5.4xlarge") of group "drivers" stands for 16 CPUs and 60620 MiB, and this machine has 8 CPUs and 8192 MiB for Docker. Choose a smaller instance type',
    ),
    expect.stringContaining('workers[1].instanceType ("m5.4xlarge")'),
  ]);
});

describe("a disk nearly full", () => {
  const full = laptop({ freeDiskMiB: async () => 3000 });

  test("is refused for a new cluster", async () => {
    expect(await problems(full)).toEqual([
      ' - docker.disk ("3000 MiB free at /var/lib/docker") is less than the 7920 MiB that nodes, images and data take. Make room, for instance with docker system prune.',
    ]);
  });

  test("is enough for one that is up", async () => {
    expect(await problems({ ...full, ...cluster(project) })).toEqual([]);
  });

  test("is not guessed at when Docker keeps it on another machine", async () => {
    const docker = async () => ({
      cpus: 8,
      memoryKiB: 8 * 2 ** 20,
      rootDirectory: "/var/lib/docker",
      local: false,
      socket: "/s",
    });
    expect(await problems({ ...full, docker })).toEqual([]);
  });
});

describe("a port in use", () => {
  const inUse = laptop({ portInUse: async (port) => port === 9000 });

  test("by a program is refused with how to find it", async () => {
    expect(await problems(inUse)).toEqual([
      " - portMappings[0].hostPort (9000) is in use by another program. Choose another port, or see whose it is: lsof -nP -iTCP:9000 -sTCP:LISTEN.",
    ]);
  });

  test("by a container is refused with its name", async () => {
    const containers = async () => [
      { name: "minio", running: true, networks: ["bridge"], hostPorts: [9000] },
    ];
    expect(await problems({ ...inUse, containers })).toEqual([
      expect.stringContaining("portMappings[0].hostPort (9000) is in use by container minio."),
    ]);
  });

  test("by our own cluster is as it should be", async () => {
    expect(await problems({ ...inUse, ...cluster(project) })).toEqual([]);
  });

  test("by a node of ours that is only being started, of which Docker says no ports, passes", async () => {
    const halfMade = cluster(project, false);
    const containers = async () => (await halfMade.containers()).map((one) => ({ ...one, hostPorts: [] }));
    expect(await problems({ ...inUse, ...halfMade, containers })).toEqual([]);
  });

  test("is noticed for the API server too", async () => {
    expect(await problems(inUse, { portMappings: [], apiServerPort: 9000 })).toEqual([
      expect.stringContaining("apiServerPort (9000) is in use"),
    ]);
  });
});

describe("a cluster of the same name", () => {
  test("of this project passes, complete or half-made", async () => {
    expect(await problems({ ...laptop(), ...cluster(project) })).toEqual([]);
    expect(await problems({ ...laptop(), ...cluster(project, false) })).toEqual([]);
    expect(await problems({ ...laptop(), network: cluster(project).network })).toEqual([]);
  });

  test("needs no kind on PATH while it is up", async () => {
    expect(await problems({ ...laptop({ hasKind: async () => false }), ...cluster(project) })).toEqual([]);
  });

  test("of another clone is refused with that clone's folder", async () => {
    expect(await problems({ ...laptop(), ...cluster("/home/ada/other") })).toEqual([
      ' - name ("dev") is the name of a kind cluster or network on this machine that was made by the project in /home/ada/other. Choose another name, or take that one down with ./workshop down in /home/ada/other, or remove it: kind delete cluster --name dev; docker network rm workshop-dev.',
    ]);
  });

  test("made by kind itself is refused, even where a network of ours is left", async () => {
    const plain = async () => [
      { name: "dev-control-plane", running: true, cluster: "dev", networks: ["kind"], hostPorts: [] },
    ];
    const refused = [
      expect.stringContaining("was not made by this project. Choose another name, or remove it"),
    ];
    expect(await problems({ ...laptop(), containers: plain })).toEqual(refused);
    expect(await problems({ ...laptop(), ...cluster(project), containers: plain })).toEqual(refused);
  });

  test("is not a cluster of another name", async () => {
    const other = async () => [
      { name: "x-control-plane", running: true, cluster: "x", networks: ["kind"], hostPorts: [] },
    ];
    expect(await problems({ ...laptop(), containers: other })).toEqual([]);
  });
});

test("the network tells whose a cluster is by name and folder", () => {
  expect(networkName("dev")).toBe("workshop-dev");
  expect(ownerLabels("dev", project)).toEqual({ "workshop.cluster": "dev", "workshop.project": project });
});

test.each([
  ["", []],
  ["127.0.0.1:9000->30900/tcp, 127.0.0.1:33525->6443/tcp", [9000, 33525]],
  ["0.0.0.0:80-82->8080-8082/tcp, :::80-82->8080-8082/tcp", [80, 81, 82]],
  ["6443/tcp", []],
])("docker ps says %j of the ports %j", (text, ports) => {
  expect(publishedPorts(text)).toEqual(ports);
});
