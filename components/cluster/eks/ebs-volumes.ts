import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, clusterArn, managedPolicyArn } from "../../aws/account";
import { ServiceRole } from "../../aws/service-role";
import { versions } from "../../versions/versions";
import { type AddonHome, eksAddon, onSystemNodes } from "./addon";
import { ebsNodePlugin, ebsRole } from "./volumes";

export interface EbsVolumesArgs {
  readonly account: AwsAccount;
  readonly home: Omit<AddonHome, "parent">;
  readonly provider: k8s.Provider;
  /** Nodes on which the driver's controller runs. */
  readonly nodes: readonly pulumi.Resource[];
  /** Tags of the volumes, by which an audit finds those that somebody has left. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * ARN of the KMS key with which volumes are encrypted.
   * @default EBS' own
   */
  readonly keyArn?: pulumi.Input<string>;
}

const namespace = "kube-system";
/** Service account of the driver's controller. @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
const serviceAccount = "ebs-csi-controller-sa";

/**
 * Volumes of EBS for PersistentVolumeClaims: encrypted gp3 disks, in the zone of the pod that claims one.
 *
 * Owns the addon `aws-ebs-csi-driver`, its role by Pod Identity, and the default StorageClass. Depends on the system nodes. Lifecycle: goes
 * with the cluster. A volume goes with its claim, and a job's claims with the job; an audit names one whose claim was there
 * to the end.
 */
export class EbsVolumes extends pulumi.ComponentResource {
  constructor(name: string, args: EbsVolumesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:cluster:EbsVolumes", name, {}, opts);
    const { account, home, nodes, keyArn } = args;
    const role = new ServiceRole(
      name,
      {
        name: ebsRole(home.clusterName),
        service: { clusterArn: clusterArn(account, home.clusterName), namespace, serviceAccount },
        rules: account.roles,
        policyArns: [managedPolicyArn(account, "service-role/AmazonEBSCSIDriverPolicy")],
      },
      { parent: this },
    );
    const association = new aws.eks.PodIdentityAssociation(
      name,
      { clusterName: home.clusterName, namespace, serviceAccount, roleArn: role.arn },
      { parent: this, dependsOn: [home.controlPlane] },
    );
    const addon = eksAddon(
      { ...home, parent: this },
      {
        addonName: "aws-ebs-csi-driver",
        addonVersion: versions.eks.ebsCsi,
        values: {
          controller: { ...onSystemNodes, k8sTagClusterId: home.clusterName, extraVolumeTags: args.tags },
          node: { tolerateAllTaints: true, ...ebsNodePlugin.values },
        },
      },
      [...nodes, association, ...role.policies],
    );
    new k8s.storage.v1.StorageClass(
      name,
      {
        metadata: {
          name: "gp3",
          annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        },
        provisioner: "ebs.csi.aws.com",
        // A volume is of one zone: the pod's, which is known only when it is scheduled.
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        reclaimPolicy: "Delete",
        parameters: {
          type: "gp3",
          encrypted: "true",
          ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
        },
      },
      { parent: this, provider: args.provider, dependsOn: [addon], deletedWith: home.controlPlane },
    );
    this.registerOutputs({});
  }
}
