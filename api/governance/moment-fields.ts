/** Roots that ask who held which role at a moment: `roleHoldersAt`, `hasRole`, `authority`. */
import { grantOf, rolesOf } from '../domain/roles.ts';
import { beforeStart } from '../execute/moment.ts';
import type { LateField, LateRequest } from '../plan/late.ts';
import { valueWriter } from '../plan/values.ts';
import { nameOf, roleName } from '../registry/names.ts';
import { readAddress, readContract, readRole } from './arguments.ts';
import type { History } from './history.ts';
import { PROXY_ADMIN_POWERS, powersOf } from './powers.ts';
import { readHistory } from './read.ts';
import { showGrant, showRole, showRoleState } from './shown.ts';

/** A value made from the governance of the moment. */
function momentField(answer: (history: History, request: LateRequest) => unknown): LateField {
  return {
    needs: [],
    moment: 'at',
    compile({ scope, type, sets }) {
      const write = valueWriter(scope, type, sets);
      return async (_rows, request) => {
        if (request.pin.state === null) throw beforeStart();
        return [write(answer(await readHistory(request, request.pin), request))];
      };
    },
  };
}

export const roleHoldersAt = momentField((history, { args }) => {
  const contract = readContract(history, args.contract);
  const roles = args.role == null ? rolesOf(history.roles, contract) : [readRole(args.role)];
  return roles.map((role) => showRoleState(history, contract, role));
});

export const hasRole = momentField((history, { args }) => {
  const contract = readContract(history, args.contract);
  const [role, account] = [readRole(args.role), readAddress(args.account, 'account')];
  if (grantOf(history.roles, contract, role, account) !== null) return true;
  const isKnown = history.contracts.get(contract)?.isComplete ?? true;
  const isTold = history.changes.some(
    (change) => change.contract === contract && change.role === role && change.subject === account,
  );
  return isKnown || isTold ? false : null;
});

export const authority = momentField((history, { args, pin }) => {
  const account = readAddress(args.account, 'account');
  const incomplete = [...history.contracts.values()].filter(({ isComplete }) => !isComplete);
  return {
    account,
    accountName: nameOf(account),
    block: pin.block,
    timestamp: pin.at,
    powers: [...rolePowers(history, account), ...adminPowers(history, account)],
    incompleteContracts: incomplete.map(({ address }) => address),
  };
});

function rolePowers({ roles, contracts, changes }: History, account: string) {
  const addresses = new Set(changes.flatMap(({ contract, role }) => (role === null ? [] : [contract])));
  return [...addresses].flatMap((contract) =>
    rolesOf(roles, contract).flatMap((role) => {
      const grant = grantOf(roles, contract, role, account);
      if (grant === null) return [];
      const powers = powersOf(contracts.get(contract), roleName(role));
      return [{ contract, contractName: nameOf(contract), role: showRole(role), grant: showGrant(grant), powers }];
    }),
  );
}

function adminPowers({ contracts }: History, account: string) {
  return [...contracts.values()]
    .filter(({ proxyAdmin }) => proxyAdmin === account)
    .map(({ address }) => ({
      contract: address,
      contractName: nameOf(address),
      role: null,
      grant: null,
      powers: PROXY_ADMIN_POWERS,
    }));
}
