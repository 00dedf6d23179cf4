/** The sections of a report, in order. */
import type { Report } from '../shape.ts';
import type { Document } from './document.ts';
import { balances, flows, reconciliation } from './sections/balances.ts';
import { borrowers } from './sections/borrowers.ts';
import { debt } from './sections/debt.ts';
import { distributor } from './sections/distributor.ts';
import { checks, evidence, signature } from './sections/evidence.ts';
import { losses } from './sections/losses.ts';
import { parameters } from './sections/parameters.ts';
import { moves, rewards } from './sections/rewards.ts';
import { solvency } from './sections/solvency.ts';
import { starkProxies } from './sections/stark-proxies.ts';
import { summary, titleOf } from './sections/summary.ts';

const SECTIONS = [
  ...[summary, parameters, balances, flows, reconciliation, solvency],
  ...[borrowers, starkProxies, losses, debt, rewards, distributor, moves, checks, evidence, signature],
];

export const compose = (report: Report): Document => ({
  title: titleOf(report),
  sections: SECTIONS.map((section) => section(report)),
});
