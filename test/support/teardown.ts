import type { EdgeName } from "../../components/teardown/edges";

/** Which resources of the AWS stack an edge of the teardown is about, as `type name`. */
export const whose: Readonly<Record<EdgeName, { first: RegExp; others: RegExp }>> = {
  jobsBeforePools: {
    first: /^kubernetes:.*:SparkApplication flights$/,
    others: /karpenter\.sh\/v1:NodePool/,
  },
  writersBeforeBuckets: {
    first: /^kubernetes:.*:SparkApplication flights$/,
    others: /^aws:s3\/bucket(Policy)?:Bucket(Policy)? /,
  },
  writersBeforeAccess: {
    first: /^kubernetes:.*:SparkApplication flights$/,
    others: /^aws:(iam\/rolePolicy:RolePolicy|eks\/podIdentityAssociation:\S+) spark-jobs-storage$/,
  },
  operatorBeforeFences: {
    first: /:Release spark-operator-release$/,
    others: /:ValidatingAdmissionPolicy(Binding)? spark-workshop-/,
  },
  poolsBeforeNodeClass: { first: /karpenter\.sh\/v1:NodePool/, others: /:EC2NodeClass/ },
  nodeClassBeforeController: { first: /:EC2NodeClass/, others: /:Release karpenter-release$/ },
  nodeClassBeforeNodeAccess: {
    first: /:EC2NodeClass/,
    others:
      /^aws:(eks\/accessEntry:\S+|iam\/instanceProfile:\S+|iam\/rolePolicyAttachment:\S+) karpenter-node/,
  },
  controllerBeforeDefinitions: { first: /:Release karpenter-release$/, others: /:Release karpenter-crds$/ },
  controllerBeforePermissions: {
    first: /:Release karpenter-release$/,
    others:
      /^aws:(iam\/policy:Policy karpenter-|iam\/rolePolicyAttachment:\S+ karpenter-controller|eks\/podIdentityAssociation:\S+ karpenter$)/,
  },
  controllerBeforeQueue: {
    first: /:Release karpenter-release$/,
    others: /^aws:(sqs|cloudwatch)\//,
  },
  platformBeforeSystemNodes: {
    first: /:Release |:EC2NodeClass|:NodePool|:SparkApplication |:Deployment /,
    others: /^aws:eks\/(nodeGroup:\S+|addon:\S+ cluster-coredns)/,
  },
  systemNodesBeforeAddons: {
    first: /^aws:eks\/nodeGroup:/,
    others: /^(eks:index:Cluster |aws:eks\/addon:\S+ cluster-eks-pod-identity-agent)/,
  },
  systemNodesBeforeNodeAccess: {
    first: /^aws:eks\/nodeGroup:/,
    others:
      /^aws:(iam\/rolePolicyAttachment:\S+ cluster-(system|cni)|eks\/podIdentityAssociation:\S+ cluster-cni$)/,
  },
  systemNodesBeforeInterfaces: { first: /^aws:eks\/nodeGroup:/, others: /:Command cluster-interfaces$/ },
  interfacesBeforeCluster: { first: /:Command cluster-interfaces$/, others: /^eks:index:Cluster / },
  systemNodesBeforeRoutes: {
    first: /^aws:eks\/nodeGroup:|:NodePool/,
    others:
      /^aws:ec2\/(natGateway:|eip:|internetGateway:|vpcEndpoint:|route:|routeTableAssociation:\S+ \S+-private)/,
  },
  costsBeforeAlarm: {
    first: /^(aws:ec2\/natGateway:|eks:index:Cluster |aws:eks\/nodeGroup:)/,
    others: /^aws:budgets\/budget:/,
  },
  addressesBeforeGateway: {
    first: /^aws:ec2\/(natGateway|eip):/,
    others: /^aws:ec2\/internetGateway:/,
  },
};
