import type { PredicateNode } from '../model/predicate-tree.ts';

/** A predicate, or the trace of its evaluation, drawn as a tree. */
export function PredicateView({ node, label }: { node: PredicateNode; label: string }) {
  return (
    <ul class="tree" aria-label={label}>
      <PredicateItem node={node} />
    </ul>
  );
}

function PredicateItem({ node }: { node: PredicateNode }) {
  return (
    <li>
      <span class="tree-line">
        {node.fired !== undefined && (
          <span class={node.fired ? 'mark mark-good' : 'mark mark-off'}>
            <span aria-hidden="true">{node.fired ? '✓' : '✗'}</span>
            <span class="unseen">{node.fired ? 'fires' : 'does not fire'}</span>
          </span>
        )}
        <code class="tree-name">{node.name}</code>
        {node.detail !== '' && <span class="tree-detail">{node.detail}</span>}
      </span>
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child, index) => (
            <PredicateItem key={index} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
