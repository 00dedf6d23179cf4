// Logs that a StarkProxy emits.
import { Address, ethereum } from '@graphprotocol/graph-ts';
import {
  Borrowed,
  DepositedToExchange,
  ExternalWithdrewToken,
  GuardianUpdateApprovedAmountForExternalWithdrawal,
  RoleGranted,
  UpdatedExternalRecipient,
  UpdatedStarkKey,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { address, bool, bytes32, newLog, uint } from './log';

export const PROXY = '0x0b2b08ac98a1568a34208121c26f4f41a9e0fbb6';

function newProxyLog(second: i32, parameters: ethereum.EventParam[]): ethereum.Event {
  const event = newLog(second, parameters);
  event.address = Address.fromString(PROXY);
  return event;
}

export function borrowed(amount: string, newBorrowedBalance: string, second: i32): Borrowed {
  return changetype<Borrowed>(
    newProxyLog(second, [uint('amount', amount), uint('newBorrowedBalance', newBorrowedBalance)]),
  );
}

export function updatedStarkKey(starkKey: string, isAllowed: boolean, second: i32): UpdatedStarkKey {
  return changetype<UpdatedStarkKey>(newProxyLog(second, [uint('starkKey', starkKey), bool('isAllowed', isAllowed)]));
}

export function updatedExternalRecipient(recipient: string, isAllowed: boolean, second: i32): UpdatedExternalRecipient {
  return changetype<UpdatedExternalRecipient>(
    newProxyLog(second, [address('recipient', recipient), bool('isAllowed', isAllowed)]),
  );
}

export function depositedToExchange(starkKey: string, vault: string, amount: string, second: i32): DepositedToExchange {
  return changetype<DepositedToExchange>(
    newProxyLog(second, [
      uint('starkKey', starkKey),
      uint('starkAssetType', '5'),
      uint('starkVaultId', vault),
      uint('tokenAmount', amount),
    ]),
  );
}

export function approvedExternalWithdrawal(
  amount: string,
  second: i32,
): GuardianUpdateApprovedAmountForExternalWithdrawal {
  return changetype<GuardianUpdateApprovedAmountForExternalWithdrawal>(newProxyLog(second, [uint('amount', amount)]));
}

export function externalWithdrewToken(recipient: string, amount: string, second: i32): ExternalWithdrewToken {
  return changetype<ExternalWithdrewToken>(
    newProxyLog(second, [address('recipient', recipient), uint('amount', amount)]),
  );
}

export function proxyRoleGranted(role: string, account: string, sender: string, second: i32): RoleGranted {
  return changetype<RoleGranted>(
    newProxyLog(second, [bytes32('role', role), address('account', account), address('sender', sender)]),
  );
}
